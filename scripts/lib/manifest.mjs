// ts/pkg/manifest.json: what the committed core was built from, and by what.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cores, recipe } from "./core-recipe.mjs";
import { filesUnder, hashFile, hashFiles } from "./hash.mjs";
import { inRoot } from "./paths.mjs";

/** The file of one core. */
export const wasmFile = (core) => `${core}.wasm`;

/** Every core, and the glue that all of them share. */
export const coreFiles = [...cores.map(wasmFile), "ridgelaw.js", "ridgelaw.d.ts"];

/** One hash over all that decides the core's bytes, the toolchain apart. */
export function sourcesHash() {
  const manifests = [
    "Cargo.toml",
    "Cargo.lock",
    "crates/core/Cargo.toml",
    "crates/wasm/Cargo.toml",
  ];
  const files = filesUnder(
    ...manifests.map((name) => inRoot(name)),
    inRoot("crates/core/src"),
    inRoot("crates/wasm/src"),
  );
  return hashFiles(files, recipe, cores);
}

export function readManifest(folder) {
  const path = join(folder, "manifest.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

export function writeManifest(folder, { sources, toolchain }) {
  const files = Object.fromEntries(coreFiles.map((name) => [name, hashFile(join(folder, name))]));
  const text = JSON.stringify({ sources, toolchain, files }, null, 2);
  writeFileSync(join(folder, "manifest.json"), `${text}\n`);
}

/** Whether the files in `folder` are those its manifest names; says which is not. */
export function damagedFile(folder) {
  const manifest = readManifest(folder);
  if (!manifest) return "manifest.json";
  return coreFiles.find((name) => {
    const path = join(folder, name);
    return !existsSync(path) || hashFile(path) !== manifest.files[name];
  });
}
