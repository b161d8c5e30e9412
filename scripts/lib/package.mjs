// Builds dist/, what the npm package consists of.
import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { coreFolder } from "./core-plugin.mjs";
import { cores } from "./core-recipe.mjs";
import { Missing } from "./fail.mjs";
import { filesUnder, hashFile, hashFiles } from "./hash.mjs";
import { coreFiles, wasmFile } from "./manifest.mjs";
import { dist, inRoot, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { unlessFresh } from "./stamp.mjs";

/** Builds dist/ from the core in use (ts/pkg, or what RIDGELAW_CORE names) unless it is up to date. */
export async function buildPackage() {
  requireCore();
  const work = { hash: inputsHash(), results: [inRoot("dist/index.js")] };
  await unlessFresh({ name: "package", title: "bundling the package", ...work }, bundle);
}

/** Writes the type declarations into dist/ unless they are up to date. */
export async function buildTypes() {
  const work = { hash: inputsHash(), results: [inRoot("dist/index.d.ts")] };
  await unlessFresh({ name: "types", title: "writing the type declarations", ...work }, () =>
    run("tsup", [], { env: { RIDGELAW_TYPES_ONLY: "1" } }),
  );
}

function requireCore() {
  const absent = coreFiles.find((name) => !existsSync(`${coreFolder()}/${name}`));
  if (absent)
    throw new Missing(
      `${relative(root, coreFolder())}/${absent} is absent: run \`npm run build:core\`.`,
    );
}

function inputsHash() {
  const settings = [
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "tsup.config.mjs",
    "scripts/lib",
  ];
  const sources = filesUnder(inRoot("ts"), ...settings.map((name) => inRoot(name)));
  // By contents, wherever it lies: where a test run has built the same bytes, nothing needs to be made again.
  const core = coreFiles.map((name) => hashFile(`${coreFolder()}/${name}`));
  return hashFiles(sources, core);
}

async function bundle() {
  rmSync(dist, { recursive: true, force: true });
  await run("tsup");
  mkdirSync(inRoot("dist", "core"), { recursive: true });
  for (const name of cores.map(wasmFile))
    copyFileSync(`${coreFolder()}/${name}`, inRoot("dist", "core", name));
}
