import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Missing } from "./fail.mjs";
import { hashFiles } from "./hash.mjs";
import { binDir, inRoot } from "./paths.mjs";
import { ask, run, withoutTools } from "./run.mjs";
import { say, step } from "./step.mjs";

const oldestNode = 20;
const stamp = inRoot("node_modules", ".ridgelaw-lock");

/** Installs the npm packages of the lock file unless they are already there. */
export async function ensureDependencies() {
  requireNode();
  const hash = hashFiles([inRoot("package-lock.json")]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) {
    say("npm packages: up to date");
  } else {
    await step("installing npm packages", install);
    writeFileSync(stamp, hash);
  }
}

function requireNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < oldestNode) {
    throw new Missing(
      `Node ${oldestNode} or newer is needed; this is Node ${process.versions.node}.`,
    );
  }
}

async function install() {
  // The machine's own Node runs this: the one in node_modules is being replaced.
  const env = { PATH: withoutTools() };
  await run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { env });
  await ensureNewerNode(env);
}

/** The package `node` brings its binary in by an install script, which npm may have been told not to run. */
async function ensureNewerNode(env) {
  if (await ask(`${binDir}/node`, ["--version"])) return;
  await run("node", ["installArchSpecificPackage"], { cwd: inRoot("node_modules", "node"), env });
  if (!(await ask(`${binDir}/node`, ["--version"]))) {
    throw new Missing("The npm package `node` has no Node binary for this machine.");
  }
}
