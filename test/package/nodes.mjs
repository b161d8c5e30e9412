// The runtimes that the package promises to run on.
import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Missing } from "../../scripts/lib/fail.mjs";
import { hashFiles } from "../../scripts/lib/hash.mjs";
import { binDir, buildDir, inRoot } from "../../scripts/lib/paths.mjs";
import { ask, run } from "../../scripts/lib/run.mjs";
import { unlessFresh } from "../../scripts/lib/stamp.mjs";

const folder = join(buildDir, "runtimes");
const lock = inRoot("test/package/runtimes/package-lock.json");

/** The paths of the binaries by major version; installs them the first time. */
export async function nodes() {
  const work = { hash: hashFiles([lock]), results: [join(folder, "node_modules")] };
  await unlessFresh(
    { name: "runtimes", title: "installing Node 20 and 22, Deno and Bun", ...work },
    install,
  );
  const binary = (major) =>
    join(folder, "node_modules", `node-${major}-${process.arch}`, "bin", "node");
  const all = { 20: binary(20), 22: binary(22), 24: join(binDir, "node") };
  for (const [major, path] of Object.entries(all)) await requireVersion(major, path);
  return all;
}

/** Deno and Bun, as commands that run a module; call `nodes` first, which installs them. */
export function otherRuntimes() {
  const binary = (name) => join(folder, "node_modules", ".bin", name);
  return { Deno: [binary("deno"), "run", "--allow-all"], Bun: [binary("bun")] };
}

async function install() {
  mkdirSync(folder, { recursive: true });
  for (const name of ["package.json", "package-lock.json"]) {
    copyFileSync(inRoot("test/package/runtimes", name), join(folder, name));
  }
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: folder });
}

async function requireVersion(major, path) {
  const version = await ask(path, ["--version"]);
  if (!version?.startsWith(`v${major}.`)) {
    throw new Missing(
      `There is no Node ${major} for this machine (${process.platform} ${process.arch}).`,
    );
  }
}
