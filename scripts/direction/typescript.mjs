// The rules for ts/ and for what is written on top of it.
import { dirname, join } from "node:path/posix";
import ts from "typescript";
import {
  platformFiles,
  platformNames,
  typescriptPackages,
  typescriptParts,
  typescriptShared,
} from "./rules.mjs";

const onTop = ["bench", "examples", "playground"];

/** Every breach in one file: `{ path, line, message }`. */
export function lintTypeScript(path, text) {
  const part = partOf(path);
  if (!part || part === "pkg") return [];
  const found = imports(text).flatMap((use) => wrongImport(path, part, use));
  if (path.startsWith("ts/") && !platformFiles.test(path)) found.push(...platform(text));
  if (/^ts\/(index|linalg|plot)\.ts$/.test(path)) found.push(...ownCode(text));
  return found.map((breach) => ({ path, ...breach }));
}

/** The part that a file belongs to; undefined for what has no rules. */
function partOf(path) {
  const [top, second, ...rest] = path.split("/");
  if (onTop.includes(top)) return top;
  if (top !== "ts") return undefined;
  if (rest.length === 0) return "entry";
  const isNamed = second === "pkg" || second in typescriptParts;
  return isNamed ? second : "domain";
}

function imports(text) {
  const { importedFiles } = ts.preProcessFile(text, true, true);
  return importedFiles.map(({ fileName, pos }) => ({ name: fileName, line: lineOf(text, pos) }));
}

function wrongImport(path, part, { name, line }) {
  const message = name.startsWith(".") ? relative(path, part, name) : bare(path, part, name);
  return message ? [{ line, message }] : [];
}

function relative(path, part, name) {
  const target = join(dirname(path), name);
  const to = partOf(target) ?? target;
  if (to === "pkg") {
    return "ts/pkg comes as ridgelaw:core/… and ridgelaw:glue";
  }
  if (typescriptShared.test(path) && !typescriptShared.test(target)) {
    return `what all parts share may not import ${target}`;
  }
  if (typescriptShared.test(target) && path.startsWith("ts/")) return undefined;
  const inside = to === part && part !== "entry";
  return inside || typescriptParts[part].includes(to) ? undefined : `${part} may not import ${to}`;
}

function bare(path, part, name) {
  if (/^ridgelaw:/.test(name))
    return part === "bridge" ? undefined : `${part} may not import the core`;
  if (/^ridgelaw(\/|$)/.test(name)) {
    return typescriptParts[part].includes("public") ? undefined : `${part} may not import ${name}`;
  }
  if (name.startsWith("node:")) return wrongNode(path);
  const allowed = typescriptPackages[part];
  const packageName = name
    .split("/")
    .slice(0, name.startsWith("@") ? 2 : 1)
    .join("/");
  if (allowed.includes("*") || allowed.includes(packageName)) return undefined;
  return `${part} may not import the package ${packageName}`;
}

function wrongNode(path) {
  const isFree = !path.startsWith("ts/") || platformFiles.test(path);
  return isFree ? undefined : "only an entry point may import Node's own modules";
}

function platform(text) {
  const code = withoutWords(text);
  return platformNames.flatMap(({ what, pattern }) => {
    const at = code.search(pattern);
    return at < 0
      ? []
      : [{ line: lineOf(code, at), message: `only an entry point may name ${what}` }];
  });
}

/** The public surface is a list of what others define. */
function ownCode(text) {
  const file = ts.createSourceFile("entry.ts", text, ts.ScriptTarget.Latest);
  const own = file.statements.filter((statement) => !ts.isExportDeclaration(statement));
  return own.map(({ pos }) => ({
    line: lineOf(text, pos + 1),
    message: "this file holds re-exports only",
  }));
}

/** The same text with comments and literals blanked, line by line where it was. */
function withoutWords(text) {
  const words =
    /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;
  return text.replace(words, (word) => word.replace(/[^\n]/g, " "));
}

const lineOf = (text, index) => text.slice(0, index).split("\n").length;
