// Counts what a test run did and says it as it happens.
import { Missing } from "./fail.mjs";
import { say } from "./step.mjs";

/** A check whose failure is expected to be read: its message is all that is printed. */
export class CheckFailed extends Error {}

export class Tally {
  passed = 0;
  failed = 0;
  #failures = [];

  /** Runs one check; what `work` throws is its failure. Returns whether it passed. */
  async check(title, work) {
    return this.count(title, async () => {
      await work();
      return { passed: 1, failed: 0 };
    });
  }

  /** Runs many checks at once; `work` returns `{ passed, failed, output }`. Ending without any is a failure. */
  async count(title, work) {
    say(`${title} ...`);
    const begun = performance.now();
    const { passed, failed, output } = await outcome(work);
    this.passed += passed;
    this.failed += failed;
    const words =
      passed + failed > 1 ? `${passed} passed, ${failed} failed` : failed ? "FAILED" : "ok";
    say(`  ${words} (${((performance.now() - begun) / 1000).toFixed(1)} s)`);
    if (failed > 0) {
      this.#failures.push(title);
      if (output) console.log(output.trimEnd());
    }
    return failed === 0;
  }

  /** Counts a failure outside any check. */
  fail(title, error) {
    this.failed++;
    this.#failures.push(title);
    console.log(describe(error).trimEnd());
  }

  /** The last line of a run, and its exit code. */
  finish() {
    for (const title of this.#failures) console.log(`failed: ${title}`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
    process.exitCode = this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}

async function outcome(work) {
  try {
    const { passed, failed, output } = await work();
    if (passed + failed > 0) return { passed, failed, output };
    return { passed: 0, failed: 1, output: `nothing was run\n${output ?? ""}` };
  } catch (error) {
    return { passed: 0, failed: 1, output: describe(error) };
  }
}

function describe(error) {
  if (error.output) return `${error.message}\n${error.output}`;
  const isPlain = error instanceof CheckFailed || error instanceof Missing;
  return isPlain ? error.message : (error.stack ?? String(error));
}
