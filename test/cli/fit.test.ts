import { readFileSync } from "node:fs";
import { corrGcv, Ridge } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { npy } from "../data/npy_file.ts";
import { longley, noisy, polynomial } from "./designs.ts";
import { complaint, Folder, json, misuse, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const data = noisy(60);
const csv = folder.write("data.csv", toCsv(data));
const columns = ["--target", "y", "--columns", "a,b"];
const X = {
  data: Float64Array.from(data.a.flatMap((a, i) => [a, data.b[i] ?? 0])),
  rows: 60,
  columns: 2,
};

/** Digits that agree. */
const digits = (found: number, wanted: number) =>
  found === wanted ? 16 : -Math.log10(Math.abs(found / wanted - 1));

describe("ridgelaw fit at lambda 0", () => {
  it("gives Longley's certified coefficients to eleven digits", async () => {
    const path = folder.write("longley.csv", longley.csv);
    const report = await json(["fit", path, "--target", "y", "--lambda", "0"]);
    expect(report.features).toEqual(["x1", "x2", "x3", "x4", "x5", "x6"]);
    expect(digits(report.intercept, longley.intercept)).toBeGreaterThan(11);
    longley.coefficients.forEach((wanted, j) => {
      expect(digits(report.coefficients[j], wanted)).toBeGreaterThan(11);
    });
    const { residualDeviation, degreesOfFreedom } = longley;
    const trainError = (residualDeviation ** 2 * degreesOfFreedom) / 16;
    expect(digits(report.trainError, trainError)).toBeGreaterThan(9);
  });

  it.each([
    ["Wampler1", polynomial(5, 21, 1)],
    ["Wampler2", polynomial(5, 21, 10)],
  ])("gives the exact coefficients of %s to eleven digits", async (name, { csv, coefficients }) => {
    const path = folder.write(`${name}.csv`, csv);
    const report = await json(["fit", path, "--target", "y", "--lambda", "0"]);
    expect(digits(report.intercept, 1)).toBeGreaterThan(9);
    coefficients.forEach((wanted, j) => {
      expect(digits(report.coefficients[j], wanted)).toBeGreaterThan(11);
    });
  });

  it("gives a hard polynomial to eight digits or refuses it in words", async () => {
    const { csv, coefficients } = polynomial(10, 24, 1);
    const path = folder.write("hard.csv", csv);
    const outcome = await ridgelaw(["fit", path, "--target", "y", "--lambda", "0", "--json"]);
    if (outcome.code === 0) {
      const report = JSON.parse(outcome.stdout);
      coefficients.forEach((wanted, j) => {
        expect(digits(report.coefficients[j], wanted)).toBeGreaterThan(8);
      });
    } else {
      expect(complaint(outcome, 2)).toContain("cannot be solved in double precision");
    }
  });

  it("refuses dependent columns in words, by the name of one", async () => {
    const path = folder.write("dependent.csv", toCsv({ ...data, twice: data.a.map((a) => 2 * a) }));
    const line = await misuse(["fit", path, "--target", "y", "--ignore", "side", "--lambda", "0"]);
    expect(line).toContain("dependent.csv: the table cannot be solved in double precision");
    expect(line).toMatch(/\(column (a|twice) is a combination of the others\)/);
  });
});

describe("ridgelaw fit --json", () => {
  it("says what Ridge.fit says, to the last digit", async () => {
    const report = await json(["fit", csv, ...columns, "--lambda", "0.01"]);
    const model = Ridge.fit(X, data.y, { lambda: 0.01 });
    const { lambda, kappa, sTransform, df1, df2, trainError, looError, gcv, noise } = model;
    const expected = { lambda, kappa, sTransform, df1, df2, trainError, looError, gcv, noise };
    expect(report).toMatchObject({
      ...expected,
      lambdaBy: "given",
      samples: 60,
      features: ["a", "b"],
      targets: ["y"],
      coefficients: Array.from(model.coefficients.data),
      intercept: model.intercept[0],
    });
  });

  it.each([
    [["rbf", "--gamma", "0.5"], { kind: "rbf", gamma: 0.5 }],
    [
      ["laplacian", "--gamma", "0.5", "--norm", "l2"],
      { kind: "laplacian", gamma: 0.5, norm: "l2" },
    ],
    [
      ["polynomial", "--degree", "2", "--offset", "0"],
      { kind: "polynomial", degree: 2, offset: 0 },
    ],
    [["arc-cosine"], { kind: "arcCosine" }],
    [["ntk", "--layers", "2"], { kind: "arcCosine", layers: 2, tangent: true }],
  ] as const)("knows the kernel %s", async (words, kernel) => {
    const args = ["fit", csv, ...columns, "--no-intercept", "--kernel", ...words];
    const report = await json([...args, "--lambda", "gcv"]);
    const model = Ridge.fit(X, data.y, { kernel, lambda: "gcv", intercept: false });
    expect(report.coefficients).toBeUndefined();
    expect(report).toMatchObject({ looError: model.looError, lambda: model.lambda, intercept: 0 });
  });

  it("chooses from a list, by leave-one-out or by GCV", async () => {
    const listed = await json(["fit", csv, ...columns, "--lambda", "1,1e-3,10"]);
    expect([listed.lambda, listed.lambdaBy]).toEqual([1e-3, "loo"]);
    expect(listed.path.lambda).toEqual([1, 1e-3, 10]);
    const [loo, gcv] = await Promise.all([
      json(["fit", csv, ...columns]),
      json(["fit", csv, ...columns, "--lambda", "gcv"]),
    ]);
    expect(loo.looError).toBeLessThanOrEqual(listed.looError);
    expect([loo.lambdaBy, gcv.lambdaBy]).toEqual(["loo", "gcv"]);
  });

  it("gives a row of coefficients a feature for several targets", async () => {
    const args = ["fit", csv, "--target", "y", "--target", "b", "--columns", "a"];
    const report = await json([...args, "--lambda", "0.1"]);
    expect(report.targets).toEqual(["y", "b"]);
    expect(report.coefficients).toEqual([[expect.any(Number), expect.any(Number)]]);
    expect(report.intercept).toHaveLength(2);
  });

  it("gives coefficients of the features as they were after --standardize", async () => {
    const args = ["fit", csv, ...columns];
    const [plain, standardized] = await Promise.all([
      json([...args, "--lambda", "0"]),
      json([...args, "--lambda", "0", "--standardize"]),
    ]);
    const all = (report: typeof plain) => [report.intercept, ...report.coefficients];
    all(standardized).forEach((w, j) => {
      expect(digits(w, all(plain)[j])).toBeGreaterThan(11);
    });
    const scaled = folder.write(
      "scaled.csv",
      toCsv({ ...data, b: data.b.map((b) => 1e6 * b + 5) }),
    );
    const ridge = ["--lambda", "0.1", "--standardize"];
    const [one, other] = await Promise.all([
      json([...args, ...ridge]),
      json(["fit", scaled, ...columns, ...ridge]),
    ]);
    expect(digits(other.looError, one.looError)).toBeGreaterThan(9);
    expect(digits(other.coefficients[1] * 1e6, one.coefficients[1])).toBeGreaterThan(9);
  });

  it("fits labels, and tells the share of wrong classes on other rows", async () => {
    const test = folder.write("test.csv", toCsv(noisy(30)));
    const args = ["fit", csv, "--target", "side", "--columns", "a,b", "--test", test];
    const report = await json([...args, "--lambda", "0.001"]);
    expect(report.classes).toEqual(["over", "under"]);
    expect(report.test.samples).toBe(30);
    expect(report.test.testError).toBeLessThan(0.5);
    expect(report.test.classificationError).toBeLessThan(0.2);
  });

  it("reads .npy files, .tsv files, stdin, and tables without header alike", async () => {
    const fitted = (...args: string[]) => json(["fit", ...args, "--lambda", "0.01"]);
    const rows = data.a.map((a, i) => [a, data.b[i], data.y[i]]);
    const tsv = folder.write(
      "data.tsv",
      `a\tb\ty\n${rows.map((row) => row.join("\t")).join("\n")}`,
    );
    const bare = rows.map((row) => row.join(",")).join("\n");
    const x = folder.write("x.npy", npy({ shape: [60, 2], values: Array.from(X.data) }));
    const y = folder.write("y.npy", npy({ values: data.y }));
    const reports = await Promise.all([
      fitted(csv, ...columns),
      fitted(tsv, "--target", "y"),
      fitted(x, "--y", y),
      fitted(csv, "--columns", "a,b", "--y", y),
      json(["fit", "-", "--no-header", "--target", "3", "--lambda", "0.01"], bare),
    ]);
    for (const report of reports) {
      expect(report.coefficients).toEqual(reports[0].coefficients);
      expect(report.looError).toBe(reports[0].looError);
    }
    expect(reports.map(({ features }) => features[1])).toEqual([
      "b",
      "b",
      "column2",
      "b",
      "column2",
    ]);
  });
});

describe("ridgelaw fit", () => {
  it("tells people the same in a page of text", async () => {
    const { code, stdout, stderr } = await ridgelaw(["fit", csv, ...columns, "--lambda", "0"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^y: 60 samples, 2 features, linear kernel, with intercept$/m);
    expect(stdout).toMatch(/leave-one-out error {2}0\.00/);
    expect(stdout).toMatch(/^ {2}\(intercept\) {2}0\.99/m);
    expect(stdout).not.toMatch(/NaN|undefined|null/);
  });

  it("writes no model where something is wrong, and a whole one or nothing", async () => {
    const model = folder.at("model.json");
    await misuse(["fit", csv, "--target", "nope", "--save", model]);
    const before = folder.list();
    expect(before).not.toContain("model.json");
    await json(["fit", csv, ...columns, "--save", model]);
    expect(folder.list()).toEqual([...before, "model.json"].sort());
    expect(JSON.parse(readFileSync(model, "utf8"))).toMatchObject({ format: "ridgelaw model" });
  });

  it("takes no labels of two targets", async () => {
    const two = ["fit", csv, "--target", "y", "--target", "b", "--columns", "a", "--classify"];
    expect(await misuse(two)).toContain("--classify needs a single target");
  });

  it.each([
    ["no/such/model.json", "there is no such file or folder"],
    ["data.csv/model.json", "a part of its path is not a folder"],
    ["new.json/", "not a file to write to"],
    ["/dev/null", "not a file to write to"],
    [`${"n".repeat(300)}.json`, "its name is too long"],
  ])("takes %j for no place for a model, before its work", async (name, words) => {
    const path = name.startsWith("/") ? name : folder.at(name);
    const before = folder.list();
    expect(await misuse(["fit", csv, ...columns, "--save", path])).toContain(words);
    expect(folder.list()).toEqual(before);
  });

  it("writes a model under the longest name there can be", async () => {
    const path = folder.at(`${"n".repeat(250)}.json`);
    await json(["fit", csv, ...columns, "--save", path]);
    expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ format: "ridgelaw model" });
  });

  it("fails with exit code 1, before its work, where nothing can be written", async () => {
    // /proc/self takes no new files, whoever asks.
    const outcome = await ridgelaw(["fit", csv, ...columns, "--save", "/proc/self/model.json"]);
    expect(complaint(outcome, 1)).toContain("/proc/self/model.json cannot be written");
  });

  it.each([
    [["--lambda", "-1"], "--lambda must be zero or more"],
    [["--lambda", "1,-2"], "--lambda must be zero or more"],
    [["--lambda", "inf"], "--lambda takes a number"],
    [["--lambda", "1,x"], '--lambda takes finite numbers, not "x"'],
    [["--kernel", "rbf"], "--kernel rbf needs --gamma"],
    [["--kernel", "rbf", "--gamma", "-1"], "--gamma must be positive"],
    [["--kernel", "rbf", "--gamma", "0x1"], '--gamma takes finite numbers, not "0x1"'],
    [["--kernel", "polynomial", "--degree", "1.5"], "--degree must be a whole number"],
    [["--kernel", "spline"], "--kernel must be one of"],
    [["--gamma", "1"], "--gamma has no meaning for the linear kernel"],
    [["--test", "absent.csv"], "absent.csv cannot be read"],
  ])("refuses %j", async (args, words) => {
    expect(await misuse(["fit", csv, ...columns, ...args])).toContain(words);
  });
});

describe("ridgelaw fit --correlation", () => {
  it("says what corrGcv says, and chooses the ridge by it", async () => {
    const words = ["fit", csv, ...columns, "--correlation"];
    for (const [text, correlation] of [
      ["exponential:3", { kind: "exponential", length: 3 }],
      ["powerLaw", { kind: "powerLaw" }],
    ] as const) {
      const report = await json([...words, text]);
      const found = corrGcv(X, data.y, { correlation });
      expect(report.lambdaBy).toBe("corrGcv");
      expect(report.lambda).toBe(found.lambda);
      expect(report.correlatedRows.corrGcv).toBe(found.corrGcv);
    }
    const given = await json([...words, "exponential:3", "--lambda", "0.1"]);
    expect([given.lambdaBy, given.correlatedRows.lambda]).toEqual(["given", 0.1]);
    const { stdout } = await ridgelaw([...words, "exponential"]);
    expect(stdout).toContain("CorrGCV");
  });

  it("refuses other kernels and unknown kinds", async () => {
    expect(await misuse(["fit", csv, ...columns, "--correlation", "brown"])).toContain("brown");
    const line = await misuse([
      "fit",
      csv,
      ...columns,
      "--kernel",
      "ntk",
      "--correlation",
      "powerLaw",
    ]);
    expect(line).toContain("linear");
  });
});
