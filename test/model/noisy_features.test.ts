import {
  activationNames,
  evaluate,
  hermite,
  type NoisyFeaturesReport,
  noisyFeatures,
  nonlinearFeatures,
  powerLaw,
  preactivationScale,
  randomFeatures,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { cases, population, relative } from "../support/cases.ts";
import { misuse } from "../support/misuse.ts";

const fields: Record<string, (r: NoisyFeaturesReport) => number> = {
  kappa1: (r) => r.kappa,
  kappa2: (r) => r.kappas[1] as number,
  df1: (r) => r.df1,
  rho: (r) => r.rho,
  df_tot: (r) => r.dfTotal,
  gamma1: (r) => r.gamma,
  bias_plus_varF: (r) => r.bias + r.variance.features,
  E_g: (r) => r.excessError,
  E_tr: (r) => r.trainError,
};

describe("reference cases", () => {
  for (const reference of cases("f06", "g")) {
    it(`${reference.id}: ${reference.name}`, () => {
      const { inputs, outputs } = reference;
      const report = noisyFeatures(population(reference), {
        width: inputs.N,
        signalScale: Number(inputs.c),
        noiseVariance: Number(inputs.eta),
        samples: inputs.P,
        lambda: Number(inputs.lam),
      });
      expect(Object.keys(outputs).filter((name) => !(name in fields))).toEqual([]);
      for (const [name, field] of Object.entries(fields)) {
        expect(relative(field(report), outputs[name] as string), name).toBeLessThan(1e-12);
      }
    });
  }
});

const law = powerLaw({ exponent: 1.3, source: 0.5, modes: 400, noise: 0.1 });
const at = { width: 150, samples: 200, lambda: 1e-6 };

describe("nonlinear features", () => {
  it("of isotropic inputs are the noisy features of the reference case", () => {
    const [reference] = cases("f06");
    if (!reference) throw new Error("no case f06");
    const { inputs, outputs } = reference;
    const report = nonlinearFeatures(population(reference), {
      activation: "relu",
      width: inputs.N,
      samples: inputs.P,
      lambda: Number(inputs.lam),
    });
    expect(relative(report.excessError, outputs["E_g"] as string)).toBeLessThan(1e-12);
    expect(relative(report.trainError, outputs["E_tr"] as string)).toBeLessThan(1e-12);
  });

  it("take a name, its parts, or the function itself", () => {
    const named = nonlinearFeatures(law, { activation: "tanh", ...at });
    const { linear, nonlinear } = hermite("tanh", { scale: preactivationScale(law) });
    const parts = nonlinearFeatures(law, { activation: { linear, nonlinear }, ...at });
    const given = nonlinearFeatures(law, { activation: Math.tanh, ...at });
    for (const report of [parts, given]) {
      expect(relative(report.testError, named.testError)).toBeLessThan(1e-9);
      expect(relative(report.variance.featuresData, named.variance.featuresData)).toBeLessThan(
        1e-9,
      );
    }
    const { problem, ...report } = given;
    expect(evaluate(JSON.parse(JSON.stringify(problem)))).toEqual(report);
  });

  it("that are linear are linear random features", () => {
    const { problem: _, ...linear } = nonlinearFeatures(law, {
      activation: "linear",
      ...at,
      lambda: 1e-3,
    });
    const layers = [{ kind: "gaussian", width: at.width } as const];
    const plain = randomFeatures(law, { layers, samples: at.samples, lambda: 1e-3 * 400 });
    // φ(w·x)/√N with w of variance 1/D is xᵀF/√D: a ridge D times as large.
    expect(relative(linear.testError, plain.testError)).toBeLessThan(1e-11);
    expect(relative(linear.variance.features, plain.variance.features)).toBeLessThan(1e-11);
  });

  it("that are even learn nothing", () => {
    for (const activation of ["cos", "quadratic", (x: number) => x ** 4] as const) {
      for (const lambda of [0, 1e-30, 1]) {
        const report = nonlinearFeatures(law, { activation, ...at, lambda });
        expect(report.bias).toBeGreaterThan(0.9);
        expect(report.variance.features).toBe(0);
        expect(report.df1).toBe(0);
        expect(report.excessError).toBeGreaterThanOrEqual(report.bias);
      }
    }
  });

  it("hold for every name and on a grid", () => {
    for (const activation of activationNames) {
      const grid = nonlinearFeatures(law, {
        activation,
        width: 100,
        samples: [50, 100, 400],
        lambda: [0, 1e-3],
      });
      expect(grid.shape).toEqual([3, 2]);
      const parts = [grid.bias, ...Object.values(grid.variance)];
      grid.excessError.forEach((error, i) => {
        const sum = parts.reduce((total, part) => total + (part[i] as number), 0);
        expect(relative(sum, error)).toBeLessThan(1e-12);
      });
      expect(grid.dfTotal.every((df) => df <= 100 * (1 + 1e-12))).toBe(true);
    }
  });

  it("peak where features are as many as samples, whatever the rank", () => {
    const threshold = { activation: "relu", width: 100, samples: 100, lambda: 0 } as const;
    const report = nonlinearFeatures(law, threshold);
    expect(report).toMatchObject({ status: "InterpolationThreshold", testError: Infinity });
  });
});

describe("bad features", () => {
  const rows: [string, object][] = [
    ["Missing model.width", { kind: "noisyFeatures", noiseVariance: 1 }],
    ["Missing model.noiseVariance", { kind: "noisyFeatures", width: 3 }],
    ["OutOfRange model.noiseVariance", { kind: "noisyFeatures", width: 3, noiseVariance: -1 }],
    [
      "OutOfRange model.signalScale",
      { kind: "noisyFeatures", width: 3, signalScale: -1, noiseVariance: 1 },
    ],
    [
      "Conflict model.noiseVariance",
      { kind: "noisyFeatures", width: 3, signalScale: 0, noiseVariance: 0 },
    ],
    ["Missing model.activation", { kind: "nonlinearFeatures", width: 3 }],
    ["WrongType model.activation", { kind: "nonlinearFeatures", width: 3, activation: "swish" }],
    [
      "Missing model.activation.nonlinear",
      { kind: "nonlinearFeatures", width: 3, activation: { linear: 1 } },
    ],
    [
      "Conflict model.activation",
      { kind: "nonlinearFeatures", width: 3, activation: { linear: 0, nonlinear: 0 } },
    ],
    ["Unknown model.depth", { kind: "nonlinearFeatures", width: 3, activation: "relu", depth: 2 }],
    [
      "Unknown model.inputWeightSpectrum",
      { kind: "noisyFeatures", width: 3, noiseVariance: 1, inputWeightSpectrum: [1] },
    ],
  ];
  for (const [expected, model] of rows) {
    it(`are named: ${expected}`, () => {
      const problem = { ...law, model, samples: 10, lambda: 1 } as never;
      expect(misuse(() => evaluate(problem))).toBe(expected);
    });
  }
});
