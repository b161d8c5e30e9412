import { readFileSync } from "node:fs";
import { coarseGrain, fitLaw, intrinsicDimension, layers, sourceCapacity } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { npy as npyOf } from "../data/npy_file.ts";
import { normalList } from "../support/random.ts";
import { Folder, json, misuse, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const N = [5e7, 1e8, 3e8, 1e9, 3e9].flatMap((n) => [n, n, n, n]);
const D = N.map((n, i) => n * ([2, 10, 40, 150][i % 4] as number));
const error = normalList(20, 1);
const loss = N.map(
  (n, i) =>
    (1.8 + 480 * n ** -0.35 + 2100 * (D[i] as number) ** -0.37) *
    Math.exp(0.003 * (error[i] as number)),
);
const C = N.map((n, i) => 6 * n * (D[i] as number));
const table = folder.write("runs.csv", toCsv({ name: N.map((_, i) => `r${i}`), N, D, C, loss }));
const size = [100, 200, 400, 800, 1600, 3200, 6400, 12800];
const errors = size.map((x, i) => (0.1 + 3 * x ** -0.5) * (1 + 0.01 * (error[i] as number)));
const curve = folder.write("curve.csv", toCsv({ P: size, error: errors }));

describe("ridgelaw scaling-fit", () => {
  it("says what the library says, with the split of budgets and the comparison", async () => {
    const columns = ["--parameters", "N", "--samples", "D"];
    const svg = folder.at("fit.svg");
    const report = await json([
      "scaling-fit",
      table,
      ...columns,
      "--bootstrap",
      "20",
      "--budget",
      "1e21,1e23",
      "--compare",
      "--svg",
      svg,
    ]);
    const expected = fitLaw({ parameters: N, samples: D, loss, law: "chinchilla", bootstrap: 20 });
    expect(report.parameters).toEqual(expected.parameters);
    expect(report.intervals).toEqual(expected.intervals);
    expect(report.allocation.parameters).toHaveLength(2);
    expect(report.comparison.statement).toMatch(/\.$/);
    expect(readFileSync(svg, "utf8")).toMatch(/^<svg/);
  });

  it("takes compute in place of tokens", async () => {
    const args = ["scaling-fit", table, "--parameters", "N", "--bootstrap", "0"];
    const [one, other] = [
      await json([...args, "--samples", "D"]),
      await json([...args, "--compute", "C"]),
    ];
    expect(other.parameters.alpha).toBeCloseTo(one.parameters.alpha, 5);
  });

  it("finds columns by their usual names, in any unit, and leaves out runs that failed", async () => {
    const size = N.map((n, i) => (i % 2 ? `${n / 1e6}M` : `${n / 1e9} B`));
    const failed = { "Model Size": [...size, "2B"], "Training FLOP": [...C, 1e20] };
    const path = folder.write(
      "usual.csv",
      toCsv({ ...failed, final_loss: [...loss, 9], hex: [...N.map(String), "x"] }),
    );
    const found = await json(["scaling-fit", path, "--without-highest", "1", "--bootstrap", "0"]);
    const expected = fitLaw({ parameters: N, samples: D, loss, law: "chinchilla", bootstrap: 0 });
    expect(found.runs).toBe(20);
    for (const [name, value] of Object.entries(expected.parameters)) {
      expect(found.parameters[name] / (value as number), name).toBeCloseTo(1, 4);
    }
    const thousands = folder.write(
      "thousands.csv",
      toCsv({ params: N.map((n) => n / 1e9), tokens: D.map((d) => d / 1e9), loss }),
    );
    const scaled = await json(["scaling-fit", thousands, "--bootstrap", "0"]);
    expect(scaled.parameters.alpha).toBeCloseTo(expected.parameters.alpha, 5);
    expect(await misuse(["scaling-fit", path, "--without-highest", "21"])).toContain("below 21");
  });

  it("fits one variable, and tells people", async () => {
    const args = ["scaling-fit", curve, "--size", "P", "--loss", "error", "--at", "1e5"];
    const report = await json([...args, "--no-offset"]);
    expect(report.offset).toBe(false);
    const { code, stdout, stderr } = await ridgelaw([...args, "--compare"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/alpha/);
    expect(stdout).toMatch(/1e5|100000/);
  });

  it.each([
    [[], "RUNS.csv is missing"],
    [["/dev/null"], "/dev/null is empty"],
    [[table, "--cost", "6,1,1"], "--cost is what a --budget is spent by"],
    [[table, "--budget", "0"], "--budget must be positive"],
    [[curve], "--parameters NAME and --samples NAME are needed"],
    [[curve, "--law", "powerLaw"], "--size NAME is needed"],
    [[curve, "--law", "cubic"], "--law must be one of"],
    [[curve, "--size", "P"], "an option names a column loss that is not there"],
    [[table, "--size", "name"], "line 2, column name"],
    [[table, "--size", "N", "--budget", "1"], "--budget is for laws of two variables"],
    [
      [table, "--parameters", "N", "--samples", "D", "--at", "1"],
      "--at is for laws of one variable",
    ],
    [
      [table, "--parameters", "N", "--samples", "D", "--budget", "1", "--cost", "1"],
      "--cost takes",
    ],
  ])("refuses %j", async (args, words) => {
    expect(await misuse(["scaling-fit", ...args])).toContain(words);
  });

  it("names the row and the column of a loss that cannot be", async () => {
    const bad = folder.write(
      "bad.csv",
      toCsv({ P: size, loss: errors.map((x, i) => (i === 3 ? -x : x)) }),
    );
    expect(await misuse(["scaling-fit", bad, "--size", "P"])).toMatch(
      /row 4, column loss must be positive/,
    );
  });
});

const signal = normalList(1000, 2);

describe("ridgelaw coarse-grain", () => {
  it("says what the library says, of CSV and .npy alike", async () => {
    const csv = folder.write("signal.csv", toCsv({ t: [...signal.keys()], x: [...signal] }));
    const npy = folder.write("signal.npy", npyOf({ values: [...signal], shape: [1000] }));
    const expected = coarseGrain(signal, { rule: "median" });
    for (const file of [[csv, "--column", "x"], [npy]]) {
      const { levels } = await json(["coarse-grain", ...file, "--rule", "median"]);
      expect(levels.map((level: { columns: number }) => level.columns)).toEqual([
        1000, 250, 62, 15,
      ]);
      expect(levels[3].signal).toEqual([...(expected.levels[3]?.signal ?? [])]);
    }
    expect(await misuse(["coarse-grain", csv])).toContain("--column NAME is needed");
  });

  it("coarse-grains images, and draws", async () => {
    const image = folder.write("image.npy", npyOf({ values: [...signal], shape: [40, 25] }));
    const svg = folder.at("flow.svg");
    const { levels } = await json([
      "coarse-grain",
      image,
      "--block",
      "2",
      "--steps",
      "1",
      "--svg",
      svg,
    ]);
    expect(levels[1].signal).toHaveLength(20);
    expect(levels[1].signal[0]).toHaveLength(12);
    expect(readFileSync(svg, "utf8")).toMatch(/^<svg/);
    const { stdout } = await ridgelaw(["coarse-grain", image, "--block", "2"]);
    expect(stdout).toContain("40 x 25");
  });
});

describe("ridgelaw dimension, layers and source-capacity", () => {
  const rows = 120;
  const flat = normalList(rows * 6, 3);
  const npy = folder.write("points.npy", npyOf({ values: [...flat], shape: [rows, 6] }));
  const X = { data: flat, rows, columns: 6 };

  it("say what the library says", async () => {
    const found = await json(["dimension", npy]);
    expect(found.twoNearest.dimension).toBe(intrinsicDimension(X).twoNearest.dimension);
    const report = await json(["layers", npy, npy]);
    expect(report.layers).toHaveLength(2);
    expect(report.layers[1].participationRatio).toBe(layers([X])[0]?.participationRatio);
    const y = Float64Array.from({ length: rows }, (_, i) => Math.tanh(flat[6 * i] as number));
    const target = folder.write("y.npy", npyOf({ values: [...y], shape: [rows] }));
    const kernel = ["--kernel", "laplacian", "--gamma", "0.2"];
    const exponents = await json(["source-capacity", npy, "--y", target, ...kernel]);
    const expected = sourceCapacity({ X, y, kernel: { kind: "laplacian", gamma: 0.2 } });
    expect(exponents.capacity).toEqual(expected.capacity);
  });

  it("tell people", async () => {
    for (const args of [
      ["dimension", npy],
      ["layers", npy],
    ]) {
      const { code, stdout } = await ridgelaw(args);
      expect(code).toBe(0);
      expect(stdout.split("\n").length).toBeGreaterThan(2);
    }
  });

  it("refuse what makes no sense", async () => {
    expect(await misuse(["layers"])).toContain("LAYER1.npy is missing");
    const flat = folder.write("flat.npy", npyOf({ values: Array(40).fill(1), shape: [10, 4] }));
    expect(await misuse(["layers", npy, flat])).toMatch(/flat\.npy: is the same for every sample/);
    expect(await misuse(["dimension", folder.at("absent.npy")])).toContain("cannot be read");
    const nowhere = ["dimension", npy, "--svg", "/nowhere/at/all.svg"];
    expect(await misuse(nowhere)).toContain("cannot be written");
  });
});
