// npm run bench -- [--smoke | --check] [--peers] [name ...] -- runs bench/*.bench.ts on the built package.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runMain } from "./lib/fail.mjs";
import { inRoot } from "./lib/paths.mjs";
import { run, runInTerminal, withoutTools } from "./lib/run.mjs";
import { step } from "./lib/step.mjs";

await runMain(async () => {
  await ensureDependencies();
  const { buildPackage } = await import("./lib/package.mjs");
  await buildPackage();
  if (process.argv.includes("--peers")) await installPeers();
  process.exitCode = await runInTerminal("node", [
    inRoot("bench", "run.ts"),
    ...process.argv.slice(2),
  ]);
});

/** Libraries that only this compares with have a lock file of their own. */
async function installPeers() {
  const install = ["ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  const at = { cwd: inRoot("bench", "peers"), env: { PATH: withoutTools() } };
  await step("installing the libraries to compare with", () => run("npm", install, at));
}
