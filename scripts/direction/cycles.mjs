// No file may, through others, import itself.
import { dirname, join } from "node:path/posix";
import ts from "typescript";

/** Every circle of imports among the files of ts/, told at the file where it closes. */
export function lintCycles(files) {
  const graph = new Map(
    [...files]
      .filter(([path]) => /^ts\/(?!pkg\/).*\.ts$/.test(path))
      .map(([path, text]) => [path, targets(path, text)]),
  );
  const found = [];
  const done = new Set();
  for (const path of graph.keys()) visit(path, [], { graph, done, found });
  return found;
}

/** What a file needs when it runs: imports of types alone are gone by then. */
function targets(path, text) {
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return statements
    .filter((statement) => statement.moduleSpecifier && !isTypeOnly(statement))
    .map(({ moduleSpecifier }) => moduleSpecifier.text)
    .filter((name) => name.startsWith("."))
    .map((name) => join(dirname(path), name).replace(/\.js$/, ".ts"));
}

function isTypeOnly({ isTypeOnly: exported, importClause, exportClause }) {
  if (exported || importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = (importClause?.namedBindings ?? exportClause)?.elements;
  return !importClause?.name && names?.length > 0 && names.every((name) => name.isTypeOnly);
}

function visit(path, trail, state) {
  if (trail.includes(path)) {
    const circle = [...trail.slice(trail.indexOf(path)), path].join(" -> ");
    state.found.push({ path, line: 1, message: `imports run in a circle: ${circle}` });
    return;
  }
  if (state.done.has(path)) return;
  for (const target of state.graph.get(path) ?? []) visit(target, [...trail, path], state);
  state.done.add(path);
}
