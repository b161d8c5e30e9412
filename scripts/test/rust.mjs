// Rust's unit, integration and documentation tests.
import { run } from "../lib/run.mjs";

export default async function rust(tally) {
  await tally.count("rust: cargo test", async () => {
    const args = ["test", "--workspace", "--locked", "--no-fail-fast"];
    const { code, output } = await run("cargo", args, { check: false });
    const { passed, failed } = countResults(output);
    // A crate that does not compile prints no result line.
    return { passed, failed: code !== 0 ? Math.max(failed, 1) : failed, output };
  });
}

function countResults(output) {
  const total = { passed: 0, failed: 0 };
  for (const [, passed, failed] of output.matchAll(
    /^test result: .*? (\d+) passed; (\d+) failed/gm,
  )) {
    total.passed += Number(passed);
    total.failed += Number(failed);
  }
  return total;
}
