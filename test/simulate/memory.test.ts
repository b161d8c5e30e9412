import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Problem } from "ridgelaw";
import { expect, it } from "vitest";
import { prepare } from "../../ts/simulate/simulate.ts";
import { cli, node } from "../cli/ridgelaw.ts";

const script = fileURLToPath(new URL("memory.mjs", import.meta.url));
const entry = cli.replace(/cli\.js$/, "index.js");

/** So many inputs that two trials are a batch, and so few samples that it takes no time. */
const problem: Problem = {
  model: { kind: "ridge" },
  spectrum: { kind: "isotropic", dimension: 1500 },
  target: { kind: "isotropic" },
  noise: 0.1,
  samples: 2,
  lambda: 0.1,
};

/** The most memory of a process whose heap may have 64 MB. */
function megabytes(trials: number, workers: number): number {
  const args = [script, entry, JSON.stringify(problem), String(trials), String(workers)];
  const said = execFileSync(node, ["--max-old-space-size=64", ...args], { encoding: "utf8" });
  const report = JSON.parse(said);
  expect(report.trials).toBe(trials);
  return report.megabytes;
}

it.each([0, 2])(
  "is flat over ten thousand batches on %i workers",
  (workers) => {
    expect(prepare(problem, { trials: 20_000 }).plan.batches).toBe(10_000);
    const [few, many] = [megabytes(1000, workers), megabytes(20_000, workers)];
    // A batch that left a kilobyte behind would show.
    expect(many - few).toBeLessThan(16);
  },
  120_000,
);
