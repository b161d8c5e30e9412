import {
  type AnyModel,
  evaluate,
  type FeaturesReport,
  isotropic,
  nonlinearFeatures,
  optimalRidge,
  optimalWidth,
  powerLaw,
  randomFeatures,
  ridge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { relative } from "../support/cases.ts";

const law = powerLaw({ exponent: 1.4, source: 0.4, modes: 500, noise: 0.2 });
const gaussian = (width: number): AnyModel => ({
  kind: "randomFeatures",
  layers: [{ kind: "gaussian", width }],
});

describe("the best ridge", () => {
  const models: AnyModel[] = [
    gaussian(80),
    gaussian(400),
    {
      kind: "randomFeatures",
      layers: [
        { kind: "gaussian", width: 100 },
        { kind: "orthogonal", width: 300 },
      ],
    },
    { kind: "noisyFeatures", width: 100, noiseVariance: 0.02 },
    { kind: "nonlinearFeatures", width: 200, activation: "relu" },
    { kind: "nonlinearFeatures", width: 90, activation: (x) => Math.tanh(2 * x) },
  ];
  for (const model of models) {
    it(`of ${JSON.stringify(model)} is better than its neighbours`, () => {
      const best = optimalRidge(law, { samples: 150, model });
      expect(best.status).toBe("Converged");
      const at = (lambda: number) => errorAt(model, lambda);
      expect(relative(at(best.lambda), best.testError)).toBeLessThan(1e-13);
      // The parabola through three points on either side has its vertex there.
      const h = 0.03;
      const [below, above] = [at(best.lambda * Math.exp(-h)), at(best.lambda * Math.exp(h))];
      const vertex = ((below - above) / (below + above - 2 * best.testError)) * (h / 2);
      expect(Math.abs(vertex)).toBeLessThan(2e-3);
      for (let k = -30; k <= 10; k++)
        expect(at(10 ** (k / 2))).toBeGreaterThanOrEqual(best.testError);
    });
  }

  function errorAt(model: AnyModel, lambda: number): number {
    const options = { samples: 150, lambda };
    if (model.kind !== "nonlinearFeatures") {
      return (evaluate({ ...law, model, ...options }) as FeaturesReport).testError;
    }
    const { activation, width } = model;
    return nonlinearFeatures(law, { activation, width, ...options }).testError;
  }

  it("of very wide features is that of ridge regression", () => {
    const wide = optimalRidge(law, { samples: 150, model: gaussian(1e14) });
    const plain = optimalRidge(law, { samples: 150 });
    expect(relative(wide.lambda, plain.lambda)).toBeLessThan(1e-8);
    expect(relative(wide.testError, plain.testError)).toBeLessThan(1e-11);
    expect(optimalRidge(law, { samples: 150, model: { kind: "ridge" } })).toEqual(plain);
  });

  it("of isotropic noisy data is known: σ²D/P at infinite width", () => {
    const flat = isotropic({ dimension: 100, noise: 0.5 });
    const wide = optimalRidge(flat, { samples: 80, model: gaussian(1e13) });
    expect(relative(wide.lambda, (0.5 * 100) / 80)).toBeLessThan(1e-8);
  });

  it("lies at none, or at infinity, with a status", () => {
    const clean = powerLaw({ exponent: 1.4, source: 0.4, modes: 50 });
    const none = optimalRidge(clean, { samples: 500, model: gaussian(200) });
    expect(none).toMatchObject({ status: "Boundary", lambda: 0, excessError: 0 });
    const empty = {
      ...law,
      target: { kind: "coefficients", squared: new Float64Array(500) },
    } as const;
    const infinite = optimalRidge(empty, { samples: 150, model: gaussian(80) });
    expect(infinite).toMatchObject({ status: "Unbounded", lambda: Infinity, excessError: 0 });
    const even = optimalRidge(law, {
      samples: 150,
      model: { kind: "nonlinearFeatures", width: 80, activation: "cos" },
    });
    expect(even).toMatchObject({ status: "Unbounded", lambda: Infinity });
  });

  it("of an average is smaller than of one of its members", () => {
    const ensemble = { size: 10, over: "both" } as const;
    const many = optimalRidge(law, { samples: 150, model: gaussian(80), ensemble });
    const one = optimalRidge(law, { samples: 150, model: gaussian(80) });
    expect(many.lambda).toBeLessThan(one.lambda);
    expect(many.testError).toBeLessThan(one.testError);
  });
});

describe("the best width", () => {
  it("with too small a ridge lies before the peak and is better than any other", () => {
    const noisy = powerLaw({ exponent: 1.4, source: 0.4, modes: 500, noise: 3 });
    const options = { samples: 150, lambda: 1e-8 };
    const best = optimalWidth(noisy, {
      ...options,
      model: { kind: "randomFeatures", layers: [{ kind: "gaussian" }] },
    });
    expect(best.status).toBe("Converged");
    for (let width = 1; width < 400; width++) {
      const layers = [{ kind: "gaussian", width } as const];
      const { testError } = randomFeatures(noisy, { layers, ...options });
      expect(testError).toBeGreaterThanOrEqual(best.testError);
      if (width === best.width) expect(testError).toBe(best.testError);
    }
  });

  it("is infinite at the best ridge, where wider is always better", () => {
    const { lambda } = optimalRidge(law, { samples: 150 });
    const best = optimalWidth(law, { samples: 150, lambda, model: gaussian(1) as never });
    expect(best).toMatchObject({ status: "Unbounded", width: Infinity });
    expect(relative(best.testError, ridge(law, { samples: 150, lambda }).testError)).toBeLessThan(
      1e-8,
    );
  });

  it("of nonlinear features shares their noise among them", () => {
    const activation = { linear: 1, nonlinear: 1e-4 };
    const options = { samples: 150, lambda: 1e-9 };
    const noisy = powerLaw({ exponent: 1.4, source: 0.4, modes: 500, noise: 3 });
    const best = optimalWidth(noisy, {
      ...options,
      model: { kind: "nonlinearFeatures", activation },
    });
    expect(best.status).toBe("Converged");
    const report = nonlinearFeatures(noisy, { ...options, activation, width: best.width });
    expect(relative(report.testError, best.testError)).toBeLessThan(1e-12);
    for (const width of [1, best.width - 1, best.width + 1, 149, 1000]) {
      if (width < 1) continue;
      const other = nonlinearFeatures(noisy, { ...options, activation, width });
      expect(other.testError).toBeGreaterThanOrEqual(report.testError);
    }
  });

  it("of a projection ends at the dimension", () => {
    const model = { kind: "randomFeatures", layers: [{ kind: "orthogonal" }] } as const;
    const { lambda } = optimalRidge(law, { samples: 150 });
    expect(optimalWidth(law, { samples: 150, lambda, model })).toMatchObject({
      status: "Boundary",
      width: 500,
    });
  });

  it("is refused where there is none to choose", () => {
    const options = { samples: 10, lambda: 1 };
    const ridgeModel = { kind: "ridge" } as never;
    expect(() => optimalWidth(law, { ...options, model: ridgeModel })).toThrow(/no width/);
    const layers = [{ kind: "empirical", eigenvalues: [1, 2] } as const];
    expect(() =>
      optimalWidth(law, { ...options, model: { kind: "randomFeatures", layers } }),
    ).toThrow(/spectrum/);
    expect(() => optimalWidth(law, { ...options, model: gaussian(3) as never, layer: 1 })).toThrow(
      /layer/,
    );
  });
});
