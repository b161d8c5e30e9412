// Exactness against refits is tested in crates/core/tests/resample.rs; here the façade.
import { type ResampleMethod, Ridge, resample } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { caught } from "../support/misuse.ts";
import { normals } from "../support/normals.ts";

const draw = normals(7);
const X = Array.from({ length: 60 }, () => [draw(), draw(), draw()]);
const y = X.map(([a = 0, b = 0]) => a - 2 * b + 0.5 * draw());
const kernel = { kind: "rbf", gamma: 0.2 } as const;

describe("resample", () => {
  it("with as many folds as rows is leave-one-out", async () => {
    for (const options of [{ lambda: 0.1 }, { lambda: 0.1, kernel }]) {
      const report = await resample({ X, y }, { ...options, method: { kind: "kFold", folds: 60 } });
      // The same ridge on 59 rows weighs as 59/60 of it does on 60.
      const { looError } = Ridge.fit(X, y, { ...options, lambda: (0.1 * 59) / 60 });
      expect(report.testError / looError).toBeCloseTo(1, 10);
      expect(report.predictions?.rows).toBe(60);
    }
  });

  it("chooses the ridge of each fold by its training rows", async () => {
    const report = await resample({ X, y }, { lambda: "gcv", method: { kind: "kFold", folds: 5 } });
    expect(report.foldLambdas?.length).toBe(5);
    expect(report.foldErrors.length).toBe(5);
    expect(report.testError).toBeGreaterThan(0.15);
    expect(report.testError).toBeLessThan(0.5);
  });

  it("draws a learning curve that falls", async () => {
    const method = { kind: "learningCurve", sizes: [6, 15, 45] } as const;
    const { samples, testError, standardError } = await resample({ X, y }, { method });
    expect([...samples]).toEqual([6, 15, 45]);
    expect(testError[0]).toBeGreaterThan(testError[2] as number);
    expect(standardError.every((x) => x > 0 && x < 1)).toBe(true);
  });

  it("gives standard errors in the shape of the coefficients", async () => {
    const method = { kind: "bootstrap", replicates: 200, at: X.slice(0, 2) } as const;
    const { coefficients, intercept, predictions, testError, error632 } = await resample(
      { X, y },
      { lambda: 1e-6, method },
    );
    expect(coefficients?.estimate.rows).toBe(3);
    expect(predictions?.standardError.rows).toBe(2);
    const [low = 0, high = 0] = [coefficients?.low.data[1], coefficients?.high.data[1]];
    expect(low).toBeLessThan(-2 + 0.2);
    expect(high).toBeGreaterThan(low);
    expect(intercept?.standardError.data[0]).toBeCloseTo(0.5 / Math.sqrt(60), 1);
    expect(error632).toBeLessThan(testError as number);
    const jackknife = await resample({ X, y }, { lambda: 1e-6, method: { kind: "jackknife" } });
    const ratio =
      (jackknife.coefficients?.standardError.data[0] ?? 0) /
      (coefficients?.standardError.data[0] ?? 1);
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.4);
  });

  it("tells signal from chance", async () => {
    const method = { kind: "permutation", permutations: 199 } as const;
    const real = await resample({ X, y }, { lambda: "loo", method });
    expect(real.pValue).toBe(1 / 200);
    expect(real.chanceErrors.length).toBe(199);
  });

  it("bags into a model that predicts and classifies", async () => {
    const labels = y.map((value) => (value > 0 ? "high" : "low"));
    const method = { kind: "bagging", bags: 20 } as const;
    const report = await resample({ X, y: labels }, { kernel, lambda: 1e-3, method });
    expect(report.model.classify(X.slice(0, 3))).toEqual(labels.slice(0, 3));
    expect(report.classificationError).toBeLessThan(0.3);
    expect(report.curve.bags.at(-1)).toBe(20);
    expect(report.testError).toBeLessThanOrEqual(report.singleError);
  });

  it("gives the same bits in any division into batches, and other ones for another seed", async () => {
    const method = { kind: "bootstrap", replicates: 50 } as const;
    const run = (seed: number) => resample({ X, y }, { lambda: 0.01, method, seed });
    const [one, two, other] = [await run(1), await run(1), await run(2)];
    expect(one).toEqual(two);
    expect(other.testError).not.toBe(one.testError);
  });

  it("tells progress and stops when told to", async () => {
    const seen: number[] = [];
    const method = { kind: "permutation", permutations: 100 } as const;
    await resample({ X, y }, { method, onProgress: ({ done }) => seen.push(done) });
    expect(seen.at(-1)).toBe(101);
    const stop = new AbortController();
    const work = resample(
      { X, y },
      {
        method: { kind: "permutation", permutations: 1e6 },
        lambda: 0.1,
        signal: stop.signal,
        onProgress: () => stop.abort(new Error("enough")),
      },
    );
    await expect(work).rejects.toThrow("enough");
  });

  const wrong: [string, ResampleMethod, string, string][] = [
    ["another kind", { kind: "twoFold" } as unknown as ResampleMethod, "WrongType", "method.kind"],
    ["one fold", { kind: "kFold", folds: 1 }, "OutOfRange", "method.folds"],
    ["more folds than rows", { kind: "kFold", folds: 61 }, "OutOfRange", "method.folds"],
    [
      "no rows to test on",
      { kind: "learningCurve", sizes: [10, 60] },
      "OutOfRange",
      "method.sizes[1]",
    ],
    [
      "a misspelling",
      { kind: "bagging", bag: 3 } as unknown as ResampleMethod,
      "Unknown",
      "method.bag",
    ],
    ["other columns", { kind: "jackknife", at: [[1, 2]] }, "ShapeMismatch", "method.at"],
    ["too many numbers", { kind: "bootstrap", replicates: 1e9 }, "TooLarge", "method"],
    ["no method", undefined as unknown as ResampleMethod, "Missing", "method"],
  ];
  it.each(wrong)("refuses %s", async (_, method, code, argument) => {
    const error = await caught(() => resample({ X, y }, { method }));
    expect([error.code, error.argument]).toEqual([code, argument]);
  });

  it("refuses a jackknife of a kernel without rows to predict", async () => {
    const error = await caught(() => resample({ X, y }, { kernel, method: { kind: "jackknife" } }));
    expect([error.code, error.argument]).toEqual(["Missing", "method.at"]);
  });

  it("refuses what is no part of the rows, such as a kernel beside them", async () => {
    const rows = { X, y, kernel } as { X: typeof X; y: typeof y };
    const error = await caught(() => resample(rows, { method: { kind: "kFold" } }));
    expect([error.code, error.argument]).toEqual(["Unknown", "kernel"]);
  });
});

describe("features that do not vary", () => {
  const constant = { X: y.map(() => [1, 2]), y };
  const mean = y.reduce((sum, x) => sum + x, 0) / y.length;

  it.each(["kFold", "bootstrap", "jackknife"] as const)("leave the mean: %s", async (kind) => {
    const report = await resample(constant, { method: { kind } as ResampleMethod, lambda: 0.1 });
    expect(JSON.stringify(report)).not.toMatch(/NaN|null/);
  });

  it("leave the mean: bagging", async () => {
    const report = await resample(constant, { method: { kind: "bagging" }, lambda: 0.1 });
    const [[found = 0] = []] = [report.model.predict([[1, 2]]) as unknown as number[]];
    expect(Math.abs(found - mean)).toBeLessThan(0.5);
  });
});
