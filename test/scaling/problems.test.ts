import {
  benignOverfitting,
  bottleneck,
  computeOptimal,
  evaluate,
  isotropic,
  localExponents,
  modeElimination,
  powerLaw,
  ridge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";

const endless = powerLaw({ exponent: 1.5, source: 0.6, modes: "infinite", noise: 0.05 });
const features = { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 80 }] } as const;

describe("A power law without end", () => {
  it("is asked for by name or by Infinity, and stays plain data", () => {
    const infinite = powerLaw({
      exponent: 1.5,
      source: 0.6,
      modes: Number.POSITIVE_INFINITY,
      noise: 0.05,
    });
    expect(infinite).toEqual(endless);
    expect(JSON.parse(JSON.stringify(endless))).toEqual(endless);
    const long = powerLaw({ exponent: 1.5, source: 0.6, modes: 1e6, noise: 0.05 });
    const [a, b] = [endless, long].map((p) => ridge(p, { samples: 100, lambda: 1e-3 }).testError);
    expect(a).not.toBe(b);
    expect((a as number) / (b as number)).toBeCloseTo(1, 2);
  });

  it("needs a source", () => {
    const without = powerLaw({ exponent: 1.5, modes: "infinite" });
    expect(misuseOf(() => ridge(without, { samples: 10, lambda: 1 })).argument).toBe("target.kind");
  });
});

describe("Local exponents", () => {
  it("are the slopes of evaluate", () => {
    const at = (samples: number, lambda: number, width: number) => {
      const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width }] } as const;
      return Math.log(evaluate({ ...endless, model, samples, lambda }).excessError);
    };
    const found = localExponents({ ...endless, model: features, samples: 100, lambda: 1e-3 });
    const h = 1e-4;
    const slope = (up: number, down: number) => (up - down) / (2 * h);
    const [up, down] = [Math.exp(h), Math.exp(-h)];
    expect(-slope(at(100 * up, 1e-3, 80), at(100 * down, 1e-3, 80))).toBeCloseTo(found.samples, 6);
    expect(slope(at(100, 1e-3 * up, 80), at(100, 1e-3 * down, 80))).toBeCloseTo(found.lambda, 6);
    const step = Math.log(81 / 79);
    expect(-(at(100, 1e-3, 81) - at(100, 1e-3, 79)) / step).toBeCloseTo(
      found.widths[0] as number,
      3,
    );
  });

  it("come as a grid, and as a list for a list", () => {
    const problem = { ...endless, model: features, samples: [50, 100], lambda: [1e-4, 1e-2, 1] };
    const grid = localExponents(problem);
    expect(grid).toMatchObject({ shape: [2, 3] });
    expect(localExponents([problem, problem])).toEqual([grid, grid]);
  });
});

describe("A budget", () => {
  it("is used up, and its frontier falls", () => {
    const found = computeOptimal(endless, { budget: [1e4, 1e6], cost: { samples: 1, width: 2 } });
    for (const [i, budget] of [1e4, 1e6].entries()) {
      expect(((found.samples[i] as number) * (found.width[i] as number) ** 2) / budget).toBeCloseTo(
        1,
        9,
      );
    }
    expect(found.excessError[1]).toBeLessThan(found.excessError[0] as number);
  });

  it("is used up by a cost that is a sum of terms, at the width where no other is better", () => {
    const cost = [
      { samples: 1, width: 1 },
      { coefficient: 50, samples: 1 },
      { coefficient: 3, width: 2 },
    ];
    const budget = 3e6;
    const found = computeOptimal(endless, { budget, cost, lambda: 1e-6 });
    const { samples: P, width: N } = found;
    expect((P * N + 50 * P + 3 * N * N) / budget).toBeCloseTo(1, 9);
    for (const width of [0.8 * N, 0.97 * N, 1.03 * N, 1.25 * N].map(Math.round)) {
      const samples = (budget - 3 * width * width) / (width + 50);
      const layers = [{ kind: "gaussian", width }] as const;
      const other = localExponents({
        ...endless,
        model: { kind: "randomFeatures", layers },
        samples,
        lambda: 1e-6,
      });
      expect(other.excessError).toBeGreaterThan(found.excessError);
    }
    const more = computeOptimal(endless, { budget: budget * 1.001, cost, lambda: 1e-6 });
    const slope = -Math.log(more.excessError / found.excessError) / Math.log(1.001);
    expect(slope).toBeCloseTo(found.computeExponent, 3);
    const single = computeOptimal(endless, { budget, cost: [{ samples: 1, width: 1 }] });
    expect(single).toEqual(computeOptimal(endless, { budget }));
  });

  it("and what is asked of it must make sense", () => {
    const options = { budget: 1e4 };
    expect(misuseOf(() => computeOptimal(endless, { budget: 0.5 })).argument).toBe("budget");
    expect(misuseOf(() => computeOptimal(endless, { ...options, lambda: -1 })).argument).toBe(
      "lambda",
    );
    expect(
      misuseOf(() => computeOptimal(endless, { ...options, cost: { width: 0 } })).argument,
    ).toBe("cost");
    for (const cost of [[], [{ samples: 1 }], [{ samples: 1, width: 1, coefficient: 0 }]]) {
      expect(misuseOf(() => computeOptimal(endless, { ...options, cost })).argument).toMatch(
        /^cost/,
      );
    }
    const dear = [{ coefficient: 2e4, samples: 1, width: 1 }];
    expect(misuseOf(() => computeOptimal(endless, { ...options, cost: dear })).argument).toBe(
      "budget",
    );
    expect(misuseOf(() => computeOptimal(endless, { ...options, widthRatios: [0] })).argument).toBe(
      "widthRatios[0]",
    );
  });
});

describe("A bottleneck", () => {
  it("of an interpolating learner is gone altogether with endless samples, and tempered on a power law", () => {
    const flat = isotropic({ dimension: 300, noise: 0.1 });
    for (const model of [
      { kind: "ridge" },
      { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 300 }] },
    ] as const) {
      const { excessError, without } = bottleneck({ ...flat, model, samples: 300, lambda: 0 });
      expect(excessError).toBe(Number.POSITIVE_INFINITY);
      expect(without.samples).toBe(0);
    }
    // κ tf₁ falls to zero, the factor of the noise tends to α − 1.
    const { without } = bottleneck({
      ...endless,
      model: { kind: "ridge" },
      samples: 300,
      lambda: 0,
    });
    expect(without.samples).toBeCloseTo(0.5 * 0.05, 12);
  });

  it("of nonlinear features is told with what infinitely many of them would leave", () => {
    const population = powerLaw({ exponent: 1.4, source: 0.6, modes: 2_000, noise: 0.01 });
    const at = (width: number) =>
      ({
        ...population,
        model: { kind: "nonlinearFeatures", width, activation: "relu" },
        samples: 300,
        lambda: 1e-6,
      }) as const;
    const few = bottleneck(at(40));
    expect(few.bottleneck).toBe("width");
    // What is left falls as one over the width.
    const limit = few.without.width as number;
    expect(Math.abs(bottleneck(at(1e7)).excessError / limit - 1)).toBeLessThan(1e-3);
    expect(Math.abs(bottleneck(at(1e10)).excessError / limit - 1)).toBeLessThan(1e-6);
    expect(few.exponents.widths[0]).toBeGreaterThan(few.exponents.samples);
  });

  it("of features with noise of their own is no larger at any width than at the best", () => {
    const at = (width: number) =>
      ({
        ...endless,
        model: { kind: "noisyFeatures", width, noiseVariance: 1e-3 },
        samples: 300,
        lambda: 1e-6,
      }) as const;
    const { without } = bottleneck(at(40));
    const errors = [10, 40, 100, 300, 1000, 3000, 1e4, 1e5].map(
      (n) => bottleneck(at(n)).excessError,
    );
    expect(Math.min(...errors)).toBeGreaterThanOrEqual((without.width as number) * (1 - 1e-9));
    expect(Math.min(...errors)).toBeLessThan(2 * (without.width as number));
  });

  it("is told with what is left without it", () => {
    const found = bottleneck({ ...endless, model: features, samples: 1e5, lambda: 1e-6 });
    expect(found.bottleneck).toBe("width");
    expect(found.without.width).toBeLessThan(found.excessError);
  });

  it("of correlated samples is told beside as many independent ones", () => {
    const at = { ...endless, model: { kind: "ridge" }, samples: 400, lambda: 1e-6 } as const;
    const noise = 0;
    const found = bottleneck({
      ...at,
      noise,
      sampleCorrelation: { kind: "exponential", length: 1_000 },
    });
    const independent = bottleneck({ ...at, noise });
    expect(found.bottleneck).toBe("correlation");
    expect(found.without.correlation).toBeCloseTo(independent.excessError, 12);
    expect(found.without.samples).toBeCloseTo(independent.without.samples, 12);
    expect(independent.without).not.toHaveProperty("correlation");
  });

  it("is asked for at one point", () => {
    const grid = { ...endless, model: features, samples: [10, 20], lambda: 1 };
    expect(misuseOf(() => bottleneck(grid as never)).code).toBe("Conflict");
  });
});

describe("Mode elimination", () => {
  it("ends at κ and at the test error", () => {
    const flow = modeElimination(endless, { samples: 50, lambda: 1e-3, steps: 12 });
    expect(flow.lambda.at(-1)).toBeCloseTo(flow.kappa, 12);
    expect(flow.noise.at(-1)).toBeCloseTo(flow.testError, 12);
    expect(flow.kept.at(-1)).toBe(0);
  });
});

describe("Effective ranks", () => {
  it("tell a power law's overfitting tempered", () => {
    expect(benignOverfitting(endless, { samples: 1_000 }).verdict).toBe("tempered");
  });
});
