// The package as a user gets it: packed by npm, and installed in an empty folder away from this repository.
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildPackage, buildTypes } from "./package.mjs";
import { buildDir, inRoot, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

/** A new empty folder, removed when this process ends. */
export function emptyFolder(name) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `ridgelaw-${name}-`)));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let tarball;
let sandbox;
let furnished;

/** The path of the packed package. */
export function packedPackage() {
  tarball ??= pack();
  return tarball;
}

async function pack() {
  await buildPackage();
  await buildTypes();
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", buildDir];
  const { stdout } = await run("npm", args);
  const [packed] = Object.values(JSON.parse(stdout));
  return {
    path: join(buildDir, packed.filename),
    files: packed.files.map((file) => file.path),
    size: packed.size,
  };
}

/** A folder in which the packed package is installed, and nothing else. */
export function consumerFolder() {
  sandbox ??= step("packing the package and installing it in an empty folder", () =>
    consumer("consumer"),
  );
  return sandbox;
}

/** A folder in which its peers, which the user installs for ridgelaw/plot, are installed as well. */
export function furnishedFolder() {
  furnished ??= furnish();
  return furnished;
}

async function furnish() {
  const folder = await consumer("furnished");
  const { peerDependencies } = manifestOf(root);
  for (const name of Object.keys(peerDependencies)) link(folder, name);
  return folder;
}

/** From this repository: the same versions as in all other tests. */
function link(folder, name) {
  const path = join(folder, "node_modules", name);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(inRoot("node_modules", name), path);
}

/** Where the package lies in that folder. */
export async function installedPackage() {
  return join(await consumerFolder(), "node_modules", "ridgelaw");
}

/** A new folder with the packed package installed in it. */
async function consumer(name) {
  const folder = emptyFolder(name);
  const { path } = await packedPackage();
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name, private: true, type: "module" }),
  );
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
  await run("npm", ["install", ...quiet, path], { cwd: folder });
  return folder;
}

export const manifestOf = (folder) =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
