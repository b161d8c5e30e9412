// vitest: the sources beside the freshly built core, and `ridgelaw` as it was packed and installed.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ensureRedis } from "../../test/package/redis.mjs";
import { useFreshCore } from "../lib/fresh-core.mjs";
import { buildDir } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";
import { furnishedFolder } from "../lib/tarball.mjs";

const report = join(buildDir, "vitest.json");

export default async function unit(tally) {
  useFreshCore();
  await ensureRedis();
  const installed = join(await furnishedFolder(), "node_modules", "ridgelaw");
  await tally.count("unit: vitest on the packed package", async () => {
    rmSync(report, { force: true });
    const args = ["run", "--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
    const env = { RIDGELAW_PACKAGE: installed, NO_COLOR: "1" };
    const { code, output } = await run("vitest", args, { env, check: false });
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    // A test file that does not load fails the run without a failed test.
    return { passed, failed: code !== 0 ? Math.max(failed, 1) : failed, output };
  });
}
