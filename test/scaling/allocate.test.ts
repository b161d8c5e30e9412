import { allocate, fitLaw, RidgelawError } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";
import { runs, truth } from "./runs.ts";

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
