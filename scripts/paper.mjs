// npm run paper -- [--quick] [NAME ...] -- sets everything up and draws the figures of the papers; needs no Rust.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runMain } from "./lib/fail.mjs";
import { inRoot } from "./lib/paths.mjs";
import { runInTerminal } from "./lib/run.mjs";

await runMain(async () => {
  await ensureDependencies();
  const { buildPackage } = await import("./lib/package.mjs");
  await buildPackage();
  const program = inRoot("examples", "paper", "run.mjs");
  process.exitCode = await runInTerminal("node", [program, ...process.argv.slice(2)]);
});
