import { compareLaws, type FitLawOptions, fitLaw, logspace, RidgelawError } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";
import { normalList } from "../support/random.ts";
import { runs, truth } from "./runs.ts";

const size = logspace(100, 1e5, 30);
const curve = (noise: number, seed = 1, law = (x: number) => 0.1 + 3 * x ** -0.5) => {
  const error = normalList(30, seed);
  return {
    size,
    loss: size.map((x, i) => law(x) * Math.exp(noise * (error[i] as number))),
  };
};

describe("fitLaw", () => {
  it("gives the published law back from runs of the published shape, within standard errors", () => {
    const fit = fitLaw({ ...runs(11), law: "chinchilla" });
    expect(fit.status).toBe("Converged");
    expect(fit.resampling).toBe("runs");
    for (const [name, value] of Object.entries(truth) as [keyof typeof truth, number][]) {
      const error = fit.standardErrors?.[name] as number;
      expect(Math.abs((fit.parameters[name] as number) - value), name).toBeLessThan(2 * error);
      const [low, high] = fit.intervals?.[name] ?? [0, 0];
      expect(low).toBeLessThan(fit.parameters[name] as number);
      expect(high).toBeGreaterThan(fit.parameters[name] as number);
    }
    expect(fit.holdOut?.error).toBeLessThan(2 * fit.residualDeviation);
    expect(fit.draws.length).toBe(300 * 5);
  });

  it("comes out the same every time, and otherwise with another seed", () => {
    const options = { ...curve(0.02), law: "powerLaw", bootstrap: 40 } as const;
    expect(fitLaw(options)).toEqual(fitLaw(options));
    expect(fitLaw({ ...options, seed: 1 }).intervals).not.toEqual(fitLaw(options).intervals);
  });

  it("does not change with units of size and loss", () => {
    const { size: x, loss } = curve(0.02);
    const plain = fitLaw({ size: x, loss, law: "powerLaw", bootstrap: 0 }).parameters;
    const scaled = fitLaw({
      size: x.map((each) => 1e9 * each),
      loss: loss.map((each) => 1e-6 * each),
      law: "powerLaw",
      bootstrap: 0,
    }).parameters;
    expect(scaled.alpha / plain.alpha).toBeCloseTo(1, 5);
    expect(scaled.E / plain.E).toBeCloseTo(1e-6, 10);
    expect(scaled.A / (plain.A * 1e-6 * 1e9 ** plain.alpha)).toBeCloseTo(1, 3);
  });

  it("lets runs of little weight go", () => {
    const { size: x, loss } = curve(0);
    const spoilt = loss.map((each, i) => (i === 12 ? 3 * each : each));
    const weights = loss.map((_, i) => (i === 12 ? 1e-12 : 1));
    const options = { size: x, law: "powerLaw", delta: "leastSquares", bootstrap: 0 } as const;
    expect(fitLaw({ ...options, loss: spoilt, weights }).parameters.alpha).toBeCloseTo(0.5, 4);
    expect(Math.abs(fitLaw({ ...options, loss: spoilt }).parameters.alpha - 0.5)).toBeGreaterThan(
      0.005,
    );
    // Huber's function does that by itself.
    const robust = fitLaw({ size: x, loss: spoilt, law: "powerLaw", bootstrap: 0 });
    expect(robust.parameters.alpha).toBeCloseTo(0.5, 3);
    const errors = loss.map((each, i) => (i === 12 ? 1e3 : 0.01) * each);
    expect(fitLaw({ ...options, loss: spoilt, errors }).parameters.alpha).toBeCloseTo(0.5, 3);
  });

  it("predicts with an interval that holds the truth", () => {
    const at = { size: [1e6, 1e7] };
    const { at: found } = fitLaw({ ...curve(0.01), law: "powerLaw", at });
    at.size.forEach((x, i) => {
      const expected = 0.1 + 3 * x ** -0.5;
      expect(found?.low?.[i]).toBeLessThan(expected);
      expect(found?.high?.[i]).toBeGreaterThan(expected);
    });
  });

  it.each([
    ["no floor", (x: number) => 3 * x ** -0.5, "OffsetAtZero"],
    ["losses that grow", (x: number) => 0.3 * x ** 0.2, "ExponentAtBound Flat"],
  ])("tells %s by its status", (_, law, status) => {
    const fit = fitLaw({ ...curve(0, 1, law), law: "powerLaw", bootstrap: 0 });
    expect(status.split(" ")).toContain(fit.status);
    expect(fit.notes.length).toBeGreaterThan(0);
  });

  it("says of noise without a law that a constant is as good", () => {
    const fit = fitLaw({ ...curve(0.05, 3, () => 2), law: "powerLaw", bootstrap: 0 });
    expect(fit.notes.join(" ")).toMatch(/constant|bound/);
  });

  const many = curve(0.01);
  const refused: [string, Partial<FitLawOptions>, string, string][] = [
    ["two points", { size: [1, 2], loss: [2, 1] }, "ShapeMismatch", "loss"],
    [
      "one size again and again",
      { size: [5, 5, 5, 5, 5], loss: [1, 2, 3, 4, 5] },
      "ShapeMismatch",
      "loss",
    ],
    ["flat losses", { size: [1, 2, 3, 4, 5], loss: [2, 2, 2, 2, 2] }, "Conflict", "loss"],
    ["a negative loss", { size: [1, 2, 3, 4], loss: [3, 2, -1, 1] }, "OutOfRange", "loss[2]"],
    ["a size of zero", { size: [0, 2, 3, 4], loss: [3, 2, 1, 1] }, "OutOfRange", "size[0]"],
    ["NaN", { size: [1, 2, 3, 4], loss: [3, 2, Number.NaN, 1] }, "NotFinite", "loss[2]"],
    ["fewer losses than sizes", { size: [1, 2, 3, 4], loss: [3, 2, 1] }, "ShapeMismatch", "loss"],
    ["weights and errors", { ...many, weights: [1], errors: [1] }, "Conflict", "weights"],
    ["more draws than anybody waits for", { ...many, bootstrap: 1e9 }, "OutOfRange", "bootstrap"],
    ["a misspelt option", { ...many, boostrap: 3 } as object, "Unknown", "boostrap"],
    ["an unknown law", { ...many, law: "cubic" as "broken" }, "WrongType", "law"],
    ["a floor for Kaplan", { ...runs(1), law: "kaplan", offset: true }, "Conflict", "offset"],
  ];
  it.each(refused)("refuses %s", (_, options, code, argument) => {
    try {
      fitLaw({ law: "powerLaw", ...options } as FitLawOptions);
    } catch (error) {
      expect(error).toBeInstanceOf(RidgelawError);
      expect(error).toMatchObject({ code, argument });
      return;
    }
    expect.unreachable();
  });
});

it("refuses sizes whose coefficient no double holds", () => {
  const size = [1, 2, 4, 8, 16, 32, 64].map((x) => x * 1e-300);
  const loss = size.map((x) => 1e-200 * (x * 1e300) ** -0.5);
  expect(misuseOf(() => fitLaw({ law: "powerLaw", size, loss, bootstrap: 0 })).code).toBe(
    "IllConditioned",
  );
});

describe("compareLaws", () => {
  it("decides for the law that made the runs where they can tell", () => {
    const found = compareLaws(runs(5, 0.002));
    expect(found).toMatchObject({ best: "chinchilla", decided: true });
    expect(found.statement).toContain("favour chinchilla");
  });

  it("says that it cannot tell where they cannot", () => {
    const short = { size: [100, 200, 400, 800, 1600, 3200, 6400] };
    const error = normalList(7, 4);
    const loss = short.size.map(
      (x, i) => (0.01 + 3 * x ** -0.5) * (1 + 0.05 * (error[i] as number)),
    );
    const found = compareLaws({ ...short, loss });
    expect(found.decided).toBe(false);
    expect(found.statement).toMatch(/cannot tell/);
  });
});
