// node scripts/lint-direction.mjs [--self-test] -- who may name whom, in Rust and in TypeScript.
import { readFileSync } from "node:fs";
import { lintCycles } from "./direction/cycles.mjs";
import { lintRust } from "./direction/rust.mjs";
import { breaking, keeping } from "./direction/self-test.mjs";
import { lintTypeScript } from "./direction/typescript.mjs";
import { filesUnder, portable } from "./lib/hash.mjs";
import { inRoot } from "./lib/paths.mjs";

const folders = ["crates", "ts", "bench", "examples", "playground"];

/** All breaches in `files`, a map from path to text. */
function lint(files) {
  const each = [...files].flatMap(([path, text]) => {
    if (path.endsWith(".rs")) return lintRust(path, text);
    return /\.[cm]?[jt]sx?$/.test(path) ? lintTypeScript(path, text) : [];
  });
  return [...each, ...lintCycles(files)];
}

function lintRepository() {
  const paths = filesUnder(...folders.map((name) => inRoot(name))).filter((path) =>
    /\.(rs|[cm]?[jt]sx?)$/.test(path),
  );
  return lint(new Map(paths.map((path) => [portable(path), readFileSync(path, "utf8")])));
}

/** Breaches that the lint should have found and did not, or found where there are none. */
function selfTest() {
  const missed = Object.entries(breaking).filter(([path, [text, message]]) => {
    return !lint(new Map([[path, text]])).some((found) => found.message.includes(message));
  });
  return [
    ...missed.map(([path, [, message]]) => ({ path, line: 1, message: `not found: ${message}` })),
    ...lint(new Map(Object.entries(keeping))),
  ];
}

const found = process.argv.includes("--self-test") ? selfTest() : lintRepository();
for (const { path, line, message } of found) console.error(`${path}:${line}: ${message}`);
process.exitCode = found.length > 0 ? 1 : 0;
