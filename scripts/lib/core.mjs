// Builds the cores: Rust -> WebAssembly, and the glue that they share.
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { cores, recipe } from "./core-recipe.mjs";
import { Missing } from "./fail.mjs";
import { coreFiles, sourcesHash, wasmFile, writeManifest } from "./manifest.mjs";
import { buildDir, inRoot, root } from "./paths.mjs";
import { run, withTools } from "./run.mjs";
import { cargoHome, compilerVersion, sysroot, wasmEnvironment, wasmTarget } from "./rust.mjs";
import { say, step } from "./step.mjs";
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
  await step(`compiling ${cores.length} cores with wasm-pack, wasm-opt behind it`, () =>
    compileAll(rustEnv),
  );
  if (sourcesHash() !== sources)
    throw new Missing("The Rust sources changed while they were being compiled.");
  await replace(out);
  writeManifest(out, { sources, toolchain });
}

/** One core is optimised while the next is compiled. */
async function compileAll(rustEnv) {
  const env = {
    ...rustEnv,
    PATH: [rustEnv.PATH ?? withTools(), cargoBin()].join(":"),
    CARGO_TARGET_DIR: cargoTarget,
    CARGO_ENCODED_RUSTFLAGS: (await rustFlags(rustEnv)).join("\x1f"),
  };
  const optimised = [];
  for (const core of cores) {
    await compile(core, env);
    say(`  ${core}`);
    optimised.push(optimise(core));
  }
  await Promise.all(optimised);
  requireOneGlue();
}

async function compile(core, env) {
  const place = ["--out-dir", join(staging, core), "--out-name", "ridgelaw"];
  // wasm-pack would download tools of its own, and write package files that nothing here reads.
  const restraint = ["--mode", "no-install", "--no-opt", "--no-pack", "--no-gitignore"];
  const cargo = ["--locked", "--no-default-features", "--features", core];
  const args = ["build", "crates/wasm", "--release", "--target", "web", ...place, ...restraint];
  await run(toolPath("wasm-pack"), [...args, "--", ...cargo], { env });
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

async function optimise(core) {
  const wasm = join(staging, core, "ridgelaw_bg.wasm");
  const optimal = join(staging, wasmFile(core));
  await run("wasm-opt", [...recipe.wasmOpt, wasm, "-o", optimal]);
  appendFileSync(optimal, nameSection(core));
}

/** A section of the file that says which core it is: `init` of ridgelaw/slim reads it. */
function nameSection(core) {
  const [title, name] = ["ridgelaw.core", core].map((text) => Buffer.from(text, "latin1"));
  // All lengths are below 128, one byte each.
  return Buffer.concat([Buffer.of(0, 1 + title.length + name.length, title.length), title, name]);
}

/** What crosses is the same for every verb, and so is the glue: one is kept. */
function requireOneGlue() {
  const glue = (core) => readFileSync(join(staging, core, "ridgelaw.js"), "utf8");
  const other = cores.find((core) => glue(core) !== glue(cores[0]));
  if (other) throw new Missing(`The glue of the core ${other} is not that of ${cores[0]}.`);
}

async function replace(out) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const name of coreFiles) {
    const from = name.endsWith(".wasm") ? staging : join(staging, cores[0]);
    await cp(join(from, name), join(out, name));
  }
}
