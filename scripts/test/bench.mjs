// The benchmarks still run and their answers are right; nothing is timed.
import { useFreshCore } from "../lib/fresh-core.mjs";
import { buildPackage } from "../lib/package.mjs";
import { inRoot } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";

export default async function bench(tally) {
  useFreshCore();
  await tally.check("bench: smoke run", async () => {
    await buildPackage();
    await run("node", [inRoot("bench", "run.ts"), "--smoke"]);
  });
}
