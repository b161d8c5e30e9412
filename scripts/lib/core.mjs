// Builds the core: Rust -> WebAssembly and its glue.
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { recipe } from "./core-recipe.mjs";
import { Missing } from "./fail.mjs";
import { coreFiles, sourcesHash, writeManifest } from "./manifest.mjs";
import { buildDir, inRoot, root } from "./paths.mjs";
import { run, withTools } from "./run.mjs";
import { cargoHome, compilerVersion, sysroot, wasmEnvironment, wasmTarget } from "./rust.mjs";
import { step } from "./step.mjs";
import { cargoBin, ensureWasmTools, toolPath } from "./wasm-tools.mjs";

const staging = join(buildDir, "core");
const cargoTarget = join(buildDir, "cargo-wasm");

/** Installs what a build of the core needs; returns the environment and the versions of the tools. */
export async function prepareCoreBuild() {
  const rustEnv = await wasmEnvironment();
  const tools = await ensureWasmTools();
  const rustc = await compilerVersion(rustEnv);
  return { rustEnv, toolchain: { rustc, ...tools, binaryen: binaryenVersion() } };
}

function binaryenVersion() {
  return JSON.parse(readFileSync(inRoot("node_modules/binaryen/package.json"), "utf8")).version;
}

/** Builds the core into the folder `out`, which is replaced only once all of it is there. */
export async function buildCore(out, { rustEnv, toolchain }) {
  const sources = sourcesHash();
  rmSync(staging, { recursive: true, force: true });
  await step("compiling the core with wasm-pack", () => compile(rustEnv));
  await step("optimising it with wasm-opt", optimise);
  if (sourcesHash() !== sources)
    throw new Missing("The Rust sources changed while they were being compiled.");
  await replace(out);
  writeManifest(out, { sources, toolchain });
}

async function compile(rustEnv) {
  const env = {
    ...rustEnv,
    PATH: [rustEnv.PATH ?? withTools(), cargoBin()].join(":"),
    CARGO_TARGET_DIR: cargoTarget,
    CARGO_ENCODED_RUSTFLAGS: (await rustFlags(rustEnv)).join("\x1f"),
  };
  const options = ["--release", "--target", "web", "--out-dir", staging, "--out-name", "ridgelaw"];
  // wasm-pack would download tools of its own, and write package files that nothing here reads.
  const restraint = ["--mode", "no-install", "--no-opt", "--no-pack", "--no-gitignore"];
  const args = ["build", "crates/wasm", ...options, ...restraint, "--", "--locked"];
  await run(toolPath("wasm-pack"), args, { env });
}

/** Panic messages name source files: their folders are mapped away, so that the bytes are the same everywhere. */
async function rustFlags(rustEnv) {
  const folders = [
    [await sysroot(rustEnv), "/rust"],
    [root, "/ridgelaw"],
    ...(await crateFolders(rustEnv)).map((folder) => [folder, "/crates"]),
  ];
  const remap = folders.map(([from, to]) => `--remap-path-prefix=${from}=${to}`);
  return [...recipe.rustFlags, ...remap];
}

/** Where cargo unpacks crates: one folder for each registry, named after it. */
async function crateFolders(rustEnv) {
  await run("cargo", ["fetch", "--locked", "--target", wasmTarget], { env: rustEnv });
  const sources = join(cargoHome(), "registry", "src");
  return readdirSync(sources).map((name) => join(sources, name));
}

async function optimise() {
  const wasm = join(staging, "ridgelaw_bg.wasm");
  await run("wasm-opt", [...recipe.wasmOpt, wasm, "-o", wasm]);
}

async function replace(out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const name of coreFiles) await cp(join(staging, name), join(out, name));
}
