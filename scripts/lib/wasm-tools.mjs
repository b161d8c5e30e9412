// wasm-pack and wasm-bindgen's command, kept in the user's cargo home and never installed twice.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Missing } from "./fail.mjs";
import { inRoot } from "./paths.mjs";
import { ask, run } from "./run.mjs";
import { cargoHome } from "./rust.mjs";
import { step } from "./step.mjs";

const wasmPackVersion = "0.15.1";

/** Makes sure of both tools; returns their versions. */
export async function ensureWasmTools() {
  const wasmBindgenVersion = lockedVersion("wasm-bindgen");
  await ensureTool({ crate: "wasm-pack", command: "wasm-pack", version: wasmPackVersion });
  await ensureTool({
    crate: "wasm-bindgen-cli",
    command: "wasm-bindgen",
    version: wasmBindgenVersion,
  });
  return { wasmPack: wasmPackVersion, wasmBindgen: wasmBindgenVersion };
}

/** wasm-bindgen's command and crate speak a private format: they must be of one version. */
function lockedVersion(crate) {
  const lock = readFileSync(inRoot("Cargo.lock"), "utf8");
  const found = new RegExp(`name = "${crate}"\nversion = "([^"]+)"`).exec(lock);
  if (!found) throw new Missing(`Cargo.lock does not name the crate ${crate}.`);
  return found[1];
}

async function ensureTool({ crate, command, version }) {
  if (await hasVersion(command, version)) return;
  await step(`installing ${crate} ${version} (some minutes, once)`, () => install(crate, version));
  if (!(await hasVersion(command, version))) {
    throw new Missing(`${command} ${version} was installed but another version answers.`);
  }
}

/** Where cargo installs to may not be on the search path. */
export const cargoBin = () => join(cargoHome(), "bin");
export const toolPath = (command) => join(cargoBin(), command);

async function hasVersion(command, version) {
  const answer = await ask(toolPath(command), ["--version"]);
  return answer?.split(/\s+/)[1] === version;
}

async function install(crate, version) {
  // Unoptimised: they take half the time to build and run for a second.
  // Not --locked: one of the versions that wasm-bindgen-cli locks is gone.
  await run("cargo", ["install", crate, "--version", version, "--debug", "--quiet", "--force"]);
}
