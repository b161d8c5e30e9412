// npm run demo -- sets everything up and runs `ridgelaw demo`; needs no Rust. Arguments after -- are passed on.
import { existsSync } from "node:fs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { Missing, runMain } from "./lib/fail.mjs";
import { inRoot } from "./lib/paths.mjs";
import { runInTerminal } from "./lib/run.mjs";
import { say } from "./lib/step.mjs";

await runMain(async () => {
  await ensureDependencies();
  const { buildPackage } = await import("./lib/package.mjs");
  await buildPackage();
  const cli = inRoot("dist", "cli.js");
  if (!existsSync(cli)) throw new Missing("dist/cli.js was not built: there is no ts/cli.ts.");
  say("running `ridgelaw demo`");
  process.exitCode = await runInTerminal("node", [cli, "demo", ...process.argv.slice(2)]);
});
