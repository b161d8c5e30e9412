import { readFileSync } from "node:fs";
import { bottleneck, computeOptimal, localExponents, powerLaw, regime } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { Folder, json, misuse, ridgelaw } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const population = powerLaw({ exponent: 1.5, source: 0.5, modes: "infinite", noise: 0.1 });
const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 300 }] } as const;
const problem = { ...population, model, samples: 1_000, lambda: 1e-3 };
const path = () => folder.write("problem.json", JSON.stringify(problem));

describe("ridgelaw scaling", () => {
  it("says of a law what the library says", async () => {
    const found = await json([
      "scaling",
      "--alpha",
      "1.5",
      "--source",
      "0.8",
      "--l",
      "0.6",
      "--q",
      "1.4",
    ]);
    expect(found).toEqual(
      regime({ exponent: 1.5, source: 0.8 }, { lambdaExponent: 0.6, widthExponent: 1.4 }),
    );
    const endless = await json(["scaling", "--alpha", "2", "--source", "1", "--layers", "0"]);
    expect(endless).toMatchObject({
      lambdaExponent: "Infinity",
      widthExponent: "Infinity",
      exponent: 4,
    });
  });

  it("says of a problem what limits it, and splits budgets", async () => {
    const found = await json(["scaling", path(), "--budget", "1e4,1e6"]);
    const { samples, lambda, widths } = localExponents(problem);
    expect(found.exponents).toEqual({ samples, lambda, widths: [...widths] });
    expect(found.bottleneck).toBe(bottleneck(problem).bottleneck);
    const best = computeOptimal(population, { budget: [1e4, 1e6] });
    expect(found.allocation.excessError).toEqual([...best.excessError]);
  });

  it("prints tables for people", async () => {
    const { stdout, code } = await ridgelaw(["scaling", path(), "--budget", "1e4"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/bottleneck +noise/);
    expect(stdout).not.toMatch(/undefined|NaN/);
    const law = await ridgelaw(["scaling", "--alpha", "1.5", "--source", "0.5"]);
    expect(law.stdout).toContain("logarithms");
  });

  it("draws a law, a problem and its budgets", async () => {
    const law = ["--alpha", "1.5", "--source", "0.8"];
    for (const [args, title] of [
      [law, "What dominates the error of random features"],
      [[path()], "What the error depends on"],
      [[path(), "--budget", "1e4,1e5,1e6"], "The best split of a budget"],
    ] as const) {
      const svg = folder.at("picture.svg");
      const { code, stderr } = await ridgelaw(["scaling", ...args, "--svg", svg]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(readFileSync(svg, "utf8")).toContain(title);
    }
  });

  it("answers for correlated samples, and draws them where their number is free", async () => {
    const sampleCorrelation = { kind: "exponential", length: 20 };
    const correlated = { ...population, model: { kind: "ridge" }, samples: 500, lambda: 1e-3 };
    const at = (more: object) =>
      folder.write("series.json", JSON.stringify({ ...correlated, sampleCorrelation, ...more }));
    const svg = folder.at("series.svg");
    const { stdout, code } = await ridgelaw(["scaling", at({}), "--svg", svg]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/correlation +0\.\d/);
    expect(readFileSync(svg, "utf8")).toContain("What the error depends on");
    const noiseCorrelation = { kind: "nearestNeighbour", strength: 0.3 };
    const fixed = await misuse(["scaling", at({ noiseCorrelation }), "--svg", svg]);
    expect(fixed).toContain("of which noiseCorrelation fixes the number");
  });

  it("of a table of runs is scaling-fit", async () => {
    const rows = [10, 20, 50, 100, 200, 500, 1000].map((x) => `${x},${0.1 + 3 * x ** -0.5}`);
    const runs = folder.write("runs.csv", ["P,loss", ...rows, ""].join("\n"));
    const args = [runs, "--size", "P", "--bootstrap", "20"];
    expect(await json(["scaling", ...args])).toEqual(await json(["scaling-fit", ...args]));
  });

  it("tells wrong use in one line", async () => {
    expect(await misuse(["scaling", "--alpha", "1.5"])).toContain("--source is missing");
    expect(await misuse(["scaling", "--alpha", "0.5", "--source", "1"])).toContain(
      "--alpha must be above 1",
    );
    expect(await misuse(["scaling", "--alpha", "2", "--source", "1", "--budget", "5"])).toContain(
      "--budget",
    );
    expect(await misuse(["scaling", path(), "--l", "1"])).toContain("--l goes with --alpha");
    expect(await misuse(["scaling", "-"], "{")).toContain("no JSON");
    expect(await misuse(["scaling", "-"], '{"model":{"kind":"ridge"}}')).toContain(
      "samples is missing",
    );
    const ridge = JSON.stringify({ ...problem, model: { kind: "ridge" } });
    expect(await misuse(["scaling", "-", "--budget", "1e4"], ridge)).toContain("--budget needs");
  });
});
