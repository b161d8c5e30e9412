// The rules for the crates.
import { rustModules, rustNames } from "./rules.mjs";

/** Every breach in one file: `{ path, line, message }`. */
export function lintRust(path, text) {
  if (!/^crates\/\w+\/src\/.*\.rs$/.test(path)) return [];
  const code = withoutTests(withoutWords(text));
  const names = rustNames.flatMap((rule) => (rule.in.test(path) ? [] : named(rule, code)));
  const imports = path.startsWith("crates/core/") ? wrongImports(path, code) : [];
  return [...names, ...imports].map((found) => ({ path, ...found }));
}

function named({ what, pattern }, code) {
  const everywhere = new RegExp(pattern, "g");
  return [...code.matchAll(everywhere)].map((match) => ({
    line: lineOf(code, match.index),
    message: `${what} may not be named here: ${match[0]}`,
  }));
}

function wrongImports(path, code) {
  const [module] = modulePath(path);
  const allowed = rustModules[module];
  if (!allowed) {
    return [
      { line: 1, message: `the module ${module} has no place in scripts/direction/rules.mjs` },
    ];
  }
  if (allowed.includes("*")) return [];
  return uses(path, code)
    .filter(({ target }) => target !== module && !allowed.includes(target))
    .map(({ target, line }) => ({ line, message: `${module} may not use ${target}` }));
}

/** The module that a file is: ["model", "ridge"], ["model"] for its mod.rs, ["lib"] for lib.rs. */
function modulePath(path) {
  const parts = path
    .replace(/^crates\/\w+\/src\//, "")
    .replace(/\.rs$/, "")
    .split("/");
  return parts.at(-1) === "mod" ? parts.slice(0, -1) : parts;
}

/** The crate's modules that `code` names, by `crate::` or by climbing with `super::`. */
function uses(path, code) {
  const found = [];
  for (const match of code.matchAll(/\b(crate|(?:super::)*super)::(\{[^;]*|\w+)/g)) {
    const climbs = match[1] === "crate" ? Infinity : match[1].split("::").length;
    if (climbs < modulePath(path).length) continue;
    const line = lineOf(code, match.index);
    for (const target of heads(match[2])) found.push({ target, line });
  }
  return found.filter(({ target }) => target in rustModules || /^[a-z]/.test(target));
}

/** The first names in `{a::b, c::{d, e}}`, or the one name. */
function heads(tree) {
  if (!tree.startsWith("{")) return [tree];
  const nested = /::\s*\{[^{}]*\}/g;
  let flat = tree.slice(1);
  while (flat.search(nested) >= 0) flat = flat.replace(nested, "");
  const items = flat.split("}")[0].split(",");
  return items.map((item) => /\w+/.exec(item)?.[0]).filter(Boolean);
}

/** The same text with comments and literals blanked, line by line where it was. */
function withoutWords(text) {
  const words =
    /\/\/.*|\/\*[\s\S]*?\*\/|\br(#*)"[\s\S]*?"\1|"(?:\\[\s\S]|[^"\\])*"|'(?:\\.[^']*|[^'\\])'/g;
  return text.replace(words, (word) => word.replace(/[^\n]/g, " "));
}

/** Tests may bring anything together; they come last in a file. */
const withoutTests = (code) => code.replace(/#\[cfg\(test\)\]\s*mod[\s\S]*$/, "");

const lineOf = (code, index) => code.slice(0, index).split("\n").length;
