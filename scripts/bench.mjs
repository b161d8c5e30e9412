// npm run bench -- [--smoke] [name ...] -- runs bench/*.bench.ts on the built package.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runMain } from "./lib/fail.mjs";
import { inRoot } from "./lib/paths.mjs";
import { runInTerminal } from "./lib/run.mjs";

await runMain(async () => {
  await ensureDependencies();
  const { buildPackage } = await import("./lib/package.mjs");
  await buildPackage();
  process.exitCode = await runInTerminal("node", [
    inRoot("bench", "run.ts"),
    ...process.argv.slice(2),
  ]);
});
