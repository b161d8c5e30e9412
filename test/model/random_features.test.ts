import {
  evaluate,
  type FeaturesReport,
  isotropic,
  type Layer,
  type Problem,
  powerLaw,
  randomFeatures,
  ridge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { type Case, cases, population, relative } from "../support/cases.ts";
import { misuse } from "../support/misuse.ts";

const fields: Record<string, (r: FeaturesReport) => number | undefined> = {
  kappa1: (r) => r.kappa,
  kappa2: (r) => r.kappas.at(-1),
  df1: (r) => r.df1,
  df2: (r) => r.df2,
  rho: (r) => r.rho,
  gamma1: (r) => r.gamma,
  bias2: (r) => r.bias,
  var_F: (r) => r.variance.features,
  var_X: (r) => r.variance.data,
  var_FX: (r) => r.variance.featuresData,
  var_Xeps: (r) => r.variance.noise,
  var_FXeps: (r) => r.variance.featuresNoise,
  E_g: (r) => r.excessError,
  E_tr: (r) => r.trainError,
  E_g_ood: (r) => r.outOfDistributionError,
};

const layersOf = ({ inputs }: Case): Layer[] =>
  inputs.layers.map(
    ({
      type,
      N,
      gamma_exp,
      eigs,
    }: {
      type: string;
      N: number;
      gamma_exp?: string;
      eigs?: string[];
    }) => {
      if (eigs) return { kind: "empirical", eigenvalues: eigs.map(Number) };
      if (type === "projection") return { kind: "orthogonal", width: N };
      const weightSpectrum =
        gamma_exp && Float64Array.from({ length: N }, (_, j) => (j + 1) ** -Number(gamma_exp));
      return { kind: "gaussian", width: N, ...(weightSpectrum && { weightSpectrum }) };
    },
  );

describe("reference cases", () => {
  for (const reference of cases("d", "e", "h03", "h04")) {
    it(`${reference.id}: ${reference.name}`, () => {
      const { inputs, outputs } = reference;
      const modes = Number(inputs.spectrum.D);
      const testSpectrum = Float64Array.from({ length: modes }, (_, i) => 1 / (i + 1));
      const report = randomFeatures(population(reference), {
        layers: layersOf(reference),
        samples: Number(inputs.P),
        lambda: Number(inputs.lam),
        ...(inputs.Sigma_test_diag && { testSpectrum }),
      });
      const unread = Object.keys(outputs).filter((name) => !(name in fields));
      expect(unread).toEqual([]);
      for (const [name, field] of Object.entries(fields)) {
        const expected = outputs[name];
        if (expected === undefined) continue;
        expect(relative(field(report) as number, expected), name).toBeLessThan(1e-10);
      }
    });
  }
});

describe("random features", () => {
  const law = powerLaw({ exponent: 1.5, source: 0.5, modes: 2000, noise: 0.1 });
  const layers: Layer[] = [{ kind: "gaussian", width: 200 }];

  it("on a grid are their points", () => {
    const grid = randomFeatures(law, { layers, samples: [100, 400], lambda: [1e-6, 1e-2, 1] });
    const point = randomFeatures(law, { layers, samples: 400, lambda: 1e-2 });
    expect(grid.shape).toEqual([2, 3]);
    expect(relative(grid.variance.features[4] as number, point.variance.features)).toBeLessThan(
      1e-12,
    );
    expect(grid.kappas).toHaveLength(12);
    expect(relative(grid.kappas[9] as number, point.kappas[1] as number)).toBeLessThan(1e-12);
  });

  it("are worse than ridge on the inputs themselves at the best ridge of either", () => {
    const lambda = Float64Array.from({ length: 60 }, (_, i) => 10 ** (-7 + i / 8));
    const least = (errors: Float64Array) => Math.min(...errors);
    const features = randomFeatures(law, { layers, samples: 300, lambda });
    expect(least(features.testError)).toBeGreaterThan(
      least(ridge(law, { samples: 300, lambda }).testError),
    );
  });

  it("peak where features are as many as samples, without a ridge", () => {
    const at = (samples: number) => randomFeatures(law, { layers, samples, lambda: 0 });
    expect(at(200)).toMatchObject({ status: "InterpolationThreshold", testError: Infinity });
    expect(at(190).testError).toBeGreaterThan(at(100).testError);
    expect(at(210).testError).toBeGreaterThan(at(400).testError);
  });

  it("as a problem are plain data", () => {
    const { problem, ...report } = randomFeatures(law, { layers, samples: 50, lambda: 1e-3 });
    expect(evaluate(JSON.parse(JSON.stringify(problem)))).toEqual(report);
  });
});

describe("bad layers", () => {
  const problem = (model: object, more: object = {}): Problem =>
    ({ model, ...isotropic({ dimension: 10 }), samples: 5, lambda: 0.1, ...more }) as Problem;
  const features = (layer: unknown) => problem({ kind: "randomFeatures", layers: [layer] });
  const rows: [string, Problem][] = [
    ["Missing model.layers", problem({ kind: "randomFeatures" })],
    ["Empty model.layers", problem({ kind: "randomFeatures", layers: [] })],
    ["WrongType model.layers[0].kind", features({ kind: "dense" })],
    ["OutOfRange model.layers[0].width", features({ kind: "gaussian", width: 0 })],
    ["OutOfRange model.layers[0].width", features({ kind: "orthogonal", width: 11 })],
    ["Missing model.layers[0].eigenvalues", features({ kind: "empirical" })],
    [
      "OutOfRange model.layers[0].eigenvalues[1]",
      features({ kind: "empirical", eigenvalues: [1, -1] }),
    ],
    [
      "ShapeMismatch model.layers[0].weightSpectrum",
      features({ kind: "gaussian", width: 2, weightSpectrum: [1, 1, 1] }),
    ],
    ["Unknown model.layers[0].depth", features({ kind: "gaussian", width: 2, depth: 1 })],
    [
      "OutOfRange lambda",
      problem({ kind: "randomFeatures", layers: [{ kind: "gaussian", width: 2 }] }, { lambda: -1 }),
    ],
  ];
  for (const [expected, bad] of rows) {
    it(`are named: ${expected}`, () => {
      expect(misuse(() => evaluate(bad))).toBe(expected);
    });
  }
});
