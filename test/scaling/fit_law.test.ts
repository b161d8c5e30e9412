import {
  allocate,
  compareLaws,
  type FitLawOptions,
  fitLaw,
  logspace,
  RidgelawError,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";
import { normalList, uniforms } from "../support/random.ts";

const truth = { E: 1.8172, A: 482.01, alpha: 0.3478, B: 2085.43, beta: 0.3658 };
const lossOf = (n: number, d: number) =>
  truth.E + truth.A * n ** -truth.alpha + truth.B * d ** -truth.beta;

/** Runs of the shape and noise of the published ones. */
function runs(seed: number, noise = 0.005) {
  const uniform = uniforms(seed);
  const error = normalList(245, seed);
  const parameters = Array.from({ length: 245 }, () => 4.4e7 * (1.6e10 / 4.4e7) ** uniform());
  const samples = parameters.map((n) => Math.min(5e11, Math.max(2e8, n * 0.8 * 375 ** uniform())));
  const loss = parameters.map(
    (n, i) => lossOf(n, samples[i] as number) * Math.exp(noise * (error[i] as number)),
  );
  return { parameters, samples, loss };
}

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

describe("allocate", () => {
  it("splits the budget of Chinchilla as its replication says", () => {
    // Besiroglu et al. (2024): about 20 tokens a parameter at the budget of Gopher, 5.76e23.
    const law = { law: "chinchilla", parameters: truth } as const;
    const { parameters, samples, exponents } = allocate(law, { budget: 5.76e23 });
    const ratio = (samples[0] as number) / (parameters[0] as number);
    expect(ratio).toBeGreaterThan(15);
    expect(ratio).toBeLessThan(30);
    expect(6 * (samples[0] as number) * (parameters[0] as number)).toBeCloseTo(5.76e23, -15);
    expect(exponents.parameters).toBeCloseTo(truth.beta / (truth.alpha + truth.beta), 12);
  });

  it("names the bottleneck of runs that lack tokens, and of runs that have all", () => {
    const law = { law: "chinchilla", parameters: truth } as const;
    const now = { parameters: [2.8e11, 1e9, 1e30], samples: [3e11, 1e13, 1e30] };
    const found = allocate(law, { budget: 1e24, now }).now ?? [];
    expect(found.map((each) => each.bottleneck)).toEqual(["samples", "parameters", "floor"]);
    for (const each of found) expect(each.bestLoss).toBeLessThanOrEqual(each.loss);
  });

  it("has intervals from the fit's bootstrap that hold the true loss about nine times in ten", () => {
    const budget = [1e21, 1e24];
    const exact = allocate({ law: "chinchilla", parameters: truth }, { budget }).loss;
    let held = 0;
    for (let seed = 1; seed <= 15; seed++) {
      const fit = fitLaw({ ...runs(seed), law: "chinchilla", bootstrap: 80, holdOut: 0 });
      const { lossInterval = [] } = allocate(fit, { budget });
      held += lossInterval.filter(([low, high], i) => {
        const loss = exact[i] as number;
        return low <= loss && loss <= high;
      }).length;
    }
    expect(held).toBeGreaterThanOrEqual(22);
  });

  const law = { law: "chinchilla", parameters: truth } as const;

  it("splits a sum of powers and a function of the same cost alike", () => {
    const cost = [
      { coefficient: 6, parametersExponent: 1, samplesExponent: 1 },
      { coefficient: 1e9, samplesExponent: 1 },
      { coefficient: 2e12, parametersExponent: 1 },
    ];
    const now = { parameters: [1e9], samples: [2e9] };
    const budget = [1e20, 1e22];
    const byTerms = allocate(law, { budget, cost, now });
    const own = (n: number, d: number) => 6 * n * d + 1e9 * d + 2e12 * n;
    const byFunction = allocate(law, { budget, cost: own, now });
    for (const name of ["parameters", "samples", "loss"] as const) {
      budget.forEach((_, i) => {
        const ratio = (byFunction[name][i] as number) / (byTerms[name][i] as number);
        expect(ratio, name).toBeCloseTo(1, 6);
      });
    }
    for (const name of ["parameters", "samples", "reducibleLoss"] as const) {
      expect(byFunction.exponents[name]).toBeCloseTo(byTerms.exponents[name], 4);
    }
    const [one, other] = [byTerms.now?.[0], byFunction.now?.[0]];
    expect(other?.bottleneck).toBe(one?.bottleneck);
    expect((other?.bestLoss ?? 0) / (one?.bestLoss ?? 1)).toBeCloseTo(1, 8);
    const spent = own(byTerms.parameters[0] as number, byTerms.samples[0] as number);
    expect(spent / 1e20).toBeCloseTo(1, 9);
  });

  it("takes a cost that is no sum of powers, with intervals of the fit", () => {
    const fit = fitLaw({ ...runs(3), law: "chinchilla", bootstrap: 40, holdOut: 0 });
    const power = allocate(fit, { budget: 1e22 });
    const same = allocate(fit, { budget: 1e22, cost: (n, d) => 6 * n * d });
    expect((same.parameters[0] as number) / (power.parameters[0] as number)).toBeCloseTo(1, 6);
    for (const end of [0, 1] as const) {
      const [a, b] = [same.lossInterval?.[0], power.lossInterval?.[0]] as [number[], number[]];
      expect((a[end] as number) / (b[end] as number)).toBeCloseTo(1, 4);
    }
    // Memory that comes in steps.
    const steps = (n: number, d: number) => 6 * n * d * (1 + 0.1 * Math.ceil(n / 1e9));
    const dear = allocate(law, { budget: 1e22, cost: steps });
    expect(dear.parameters[0]).toBeLessThan(power.parameters[0] as number);
    expect(dear.loss[0]).toBeGreaterThan(allocate(law, { budget: 1e22 }).loss[0] as number);
  });

  it.each([
    ["one that samples do not raise", [{ coefficient: 1, parametersExponent: 1 }], "Conflict"],
    [
      "a flat fee above the budget",
      [{ parametersExponent: 1, samplesExponent: 1 }, { coefficient: 1e30 }],
      "OutOfRange",
    ],
    ["a function that returns no number", () => Number.NaN, "WrongType"],
    ["a function that does not grow", (n: number) => n, "Conflict"],
  ] as const)("refuses as a cost %s", (_, cost, code) => {
    try {
      allocate(law, { budget: 1e20, cost });
    } catch (error) {
      expect(error).toMatchObject({ code });
      return;
    }
    expect.unreachable();
  });

  it("says where a budget buys less than one parameter or sample", () => {
    const { status, parameters } = allocate(law, { budget: [1e-300, 1, 1e21] });
    expect(status).toEqual(["BelowOne", "BelowOne", "Converged"]);
    expect(parameters[0]).toBeLessThan(1);
    expect(allocate(law, { budget: 1e21, cost: (n, d) => 6 * n * d }).status).toEqual([
      "Converged",
    ]);
  });

  it("refuses a law without one of its numbers, but for the floor", () => {
    const { E: _, ...rest } = truth;
    expect(
      allocate({ law: "chinchilla", parameters: rest as typeof truth }, { budget: 1e21 }).status,
    ).toEqual(["Converged"]);
    const { beta: __, ...less } = truth;
    const found = misuseOf(() =>
      allocate({ law: "chinchilla", parameters: less as typeof truth }, { budget: 1e21 }),
    );
    expect(found).toMatchObject({ code: "Missing", argument: "parameters.beta" });
  });

  it("refuses laws with nothing to balance", () => {
    const one = { law: "powerLaw", parameters: { E: 1, A: 2, alpha: 0.5 } } as const;
    expect(() => allocate(one, { budget: 1 })).toThrow(/nothing to balance/);
    const law = { law: "chinchilla", parameters: { ...truth, alpha: 0 } } as const;
    expect(() => allocate(law, { budget: 1 })).toThrow(RidgelawError);
    expect(() => allocate({ law: "chinchilla", parameters: truth }, { budget: 0 })).toThrow(
      /budget/,
    );
  });
});
