import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./paths.mjs";

export const sha256 = (data) => createHash("sha256").update(data).digest("hex");
export const hashFile = (path) => sha256(readFileSync(path));

/** Every file under `paths` (files or folders, absolute), sorted by name; what is absent is left out. */
export function filesUnder(...paths) {
  const found = paths.filter((path) => existsSync(path)).flatMap(walk);
  return found.sort((a, b) => (portable(a) < portable(b) ? -1 : 1));
}

function walk(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => walk(join(path, name)));
}

/** A file's name relative to the repository, with forward slashes. */
export const portable = (path) => relative(root, path).split(sep).join("/");

/** One hash of names and contents; `extra` is whatever else the result depends on. */
export function hashFiles(files, extra = "") {
  const lines = files.map((path) => `${portable(path)} ${hashFile(path)}`);
  return sha256([...lines, JSON.stringify(extra)].join("\n"));
}
