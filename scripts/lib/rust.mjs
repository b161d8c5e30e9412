// The Rust compiler, and one that can also build for WebAssembly.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildDebianStd } from "./debian-std.mjs";
import { Missing } from "./fail.mjs";
import { ask, run, withTools } from "./run.mjs";
import { say, step } from "./step.mjs";

export const wasmTarget = "wasm32-unknown-unknown";

export async function requireRust() {
  if (!(await ask("cargo", ["--version"]))) {
    throw new Missing(
      "Rust is needed: install its stable toolchain with rustup, then run this again.",
    );
  }
}

/** The environment in which cargo builds for WebAssembly; installs the target's standard library if need be. */
export async function wasmEnvironment() {
  await requireRust();
  if (await hasWasmStd({})) return {};
  if (await addByRustup()) return {};
  return debianEnvironment();
}

async function hasWasmStd(env) {
  const folder = await ask("rustc", ["--print", "target-libdir", "--target", wasmTarget], { env });
  return folder !== undefined && existsSync(folder) && readdirSync(folder).some(isStd);
}

// Its name has a hash where rustup installed it, and none where it was built from its sources.
const isStd = (name) => /^libstd(-[0-9a-f]+)?\.rlib$/.test(name);

async function addByRustup() {
  say(`adding the Rust target ${wasmTarget} with rustup`);
  if ((await ask("rustup", ["target", "add", wasmTarget])) === undefined) {
    say("  rustup could not");
  }
  return hasWasmStd({});
}

/** Debian's own Rust, for machines whose rustup reaches no server. */
async function debianEnvironment() {
  const env = { PATH: ["/usr/bin", withTools()].join(":") };
  if (await hasWasmStd(env)) {
    say(`using Debian's Rust for ${wasmTarget}`);
    return env;
  }
  await step(`building ${wasmTarget}'s standard library from Debian's Rust sources`, buildStd);
  if (!(await hasWasmStd(env))) throw new Missing(howToGetStd);
  return env;
}

const howToGetStd = `Rust's standard library for ${wasmTarget} is missing: run \`rustup target add ${wasmTarget}\`, or this as root on Debian 12.`;

async function buildStd() {
  const isDebian = existsSync("/etc/debian_version") && existsSync("/usr/bin/apt-get");
  if (!isDebian || process.getuid?.() !== 0) throw new Missing(howToGetStd);
  await buildDebianStd(wasmTarget);
}

/** What the built bytes depend on beside the sources: compiler and host. */
export async function compilerVersion(env = {}) {
  const text = (await run("rustc", ["-vV"], { env })).stdout;
  const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(text)?.[1] ?? "unknown";
  return `${text.split("\n")[0]} on ${field("host")}`;
}

export async function sysroot(env = {}) {
  return (await run("rustc", ["--print", "sysroot"], { env })).stdout.trim();
}

export function cargoHome() {
  return process.env.CARGO_HOME ?? join(process.env.HOME ?? "/root", ".cargo");
}
