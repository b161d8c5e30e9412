import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { cli, node } from "../cli/ridgelaw.ts";

const script = fileURLToPath(new URL("memory.mjs", import.meta.url));
const entry = cli.replace(/cli\.js$/, "index.js");

interface Outcome {
  samples: number;
  first: number;
  megabytes: number;
}

/** Runs the script with a heap of 64 MB. */
const run = (rows: number, columns: number): Outcome =>
  JSON.parse(
    execFileSync(node, ["--max-old-space-size=64", script, entry, String(rows), String(columns)], {
      encoding: "utf8",
    }),
  );

it("does not grow with the rows: 2·10⁵ × 200 take what 2·10⁴ take", () => {
  const [few, many] = [run(2e4, 200), run(2e5, 200)];
  expect(many.samples).toBe(2e5);
  expect(many.first).toBeCloseTo(1, 2);
  // The rows themselves are 320 MB.
  expect(many.megabytes).toBeLessThan(260);
  expect(many.megabytes - few.megabytes).toBeLessThan(60);
}, 300_000);
