// A stamp says what a result was made from, so that work already done is skipped.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildDir } from "./paths.mjs";
import { say, step } from "./step.mjs";

const file = (name) => join(buildDir, "stamps", name);

export function isFresh(name, hash, results = []) {
  const there = results.every((path) => existsSync(path));
  return there && existsSync(file(name)) && readFileSync(file(name), "utf8") === hash;
}

export function mark(name, hash) {
  mkdirSync(dirname(file(name)), { recursive: true });
  writeFileSync(file(name), hash);
}

/** Runs `work` unless its stamp says that `results` were already made from inputs of this `hash`. */
export async function unlessFresh({ name, title, hash, results }, work) {
  if (isFresh(name, hash, results)) {
    say(`${title}: up to date`);
    return false;
  }
  // A run that is broken off must not leave the old stamp beside half a result.
  rmSync(file(name), { force: true });
  await step(title, work);
  mark(name, hash);
  return true;
}
