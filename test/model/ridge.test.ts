import {
  bagging,
  crossRisk,
  eigenvalues,
  evaluate,
  isotropic,
  logspace,
  optimalRidge,
  type Population,
  powerLaw,
  powerLawConstants,
  type Report,
  ridge,
  ridgeEdge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { cases, population, relative } from "../support/cases.ts";

const fields: Record<string, (r: Report) => number | undefined> = {
  kappa: (r) => r.kappa,
  df1: (r) => r.df1,
  df2: (r) => r.df2,
  gamma: (r) => r.gamma,
  one_minus_gamma: (r) => r.oneMinusGamma,
  bias2: (r) => r.bias,
  var_X: (r) => r.variance.data,
  var_Xeps: (r) => r.variance.noise,
  E_g: (r) => r.excessError,
  E_tr: (r) => r.trainError,
  E_g_ood: (r) => r.outOfDistributionError,
};

describe("reference cases", () => {
  for (const reference of cases("b", "h01", "h02").filter(({ inputs }) => inputs.lam)) {
    it(`${reference.id}: ${reference.name}`, () => {
      const { inputs, outputs } = reference;
      const testSpectrum = Float64Array.from({ length: 1000 }, (_, i) => 1 / (i + 1));
      const report = ridge(population(reference), {
        samples: Number(inputs.P),
        lambda: Number(inputs.lam),
        ...(inputs.Sigma_test_diag && { testSpectrum }),
      });
      for (const [name, expected] of Object.entries(outputs)) {
        const field = fields[name];
        // The edge is another verb's answer, tested below.
        if (name.endsWith("_edge")) continue;
        if (!field) throw new Error(`no field for ${name}`);
        expect(relative(field(report) as number, expected), name).toBeLessThan(1e-12);
      }
    });
  }

  it("b13: the cross risk of two fits", () => {
    const [reference] = cases("b13");
    if (!reference) throw new Error("b13 is missing");
    const { inputs, outputs } = reference;
    const cross = crossRisk(population(reference), {
      samples: [inputs.n1, inputs.n2],
      lambda: [Number(inputs.lam1), Number(inputs.lam2)],
      shared: inputs.n12,
    });
    expect(relative(cross.risk, outputs["cross_risk_incl_noise"] as string)).toBeLessThan(1e-12);
  });

  it("b14: the optimal ridge", () => {
    const [reference] = cases("b14");
    if (!reference) throw new Error("b14 is missing");
    const best = optimalRidge(population(reference), { samples: reference.inputs.P });
    expect(relative(best.kappa, reference.outputs["kappa_opt"] as string)).toBeLessThan(1e-10);
    expect(relative(best.lambda, reference.outputs["lam_opt"] as string)).toBeLessThan(1e-10);
    expect(relative(best.excessError, reference.outputs["E_g"] as string)).toBeLessThan(1e-12);
  });

  it("b15: the edge of negative ridges", () => {
    const [reference] = cases("b15");
    if (!reference) throw new Error("b15 is missing");
    const edge = ridgeEdge(population(reference), { samples: reference.inputs.P });
    expect(relative(edge.kappa, reference.outputs["kappa_edge"] as string)).toBeLessThan(1e-12);
    expect(relative(edge.lambda, reference.outputs["lam_edge"] as string)).toBeLessThan(1e-12);
  });

  for (const { id, inputs, outputs } of cases("h05", "h06", "h07")) {
    it(`${id}: constants of the infinite power law`, () => {
      const { df1, df2, noiseFactor } = powerLawConstants(Number(inputs.alpha));
      expect(relative(df1, outputs["c1"] as string)).toBeLessThan(1e-14);
      expect(relative(df2, outputs["c2"] as string)).toBeLessThan(1e-14);
      expect(relative(noiseFactor, outputs["noise_factor"] as string)).toBeLessThan(1e-14);
    });
  }
});

describe("limits", () => {
  const noisy = isotropic({ dimension: 100, noise: 0.3 });

  it("ridgeless with more samples than modes: excess σ²(r/P)/(1 − r/P), no bias", () => {
    const report = ridge(noisy, { samples: 250, lambda: 0 });
    expect(report).toMatchObject({ status: "Converged", kappa: 0, bias: 0 });
    expect(relative(report.excessError, (0.3 * 0.4) / 0.6)).toBeLessThan(1e-14);
    expect(relative(report.trainError, 0.3 * 0.6)).toBeLessThan(1e-14);
    expect(relative(report.sTransform, 1 / 0.6)).toBeLessThan(1e-14);
  });

  it("ridgeless with fewer samples: df₁ = P, the data are interpolated", () => {
    const report = ridge(noisy, { samples: 40, lambda: 0 });
    expect(relative(report.df1, 40)).toBeLessThan(1e-14);
    expect(report.trainError).toBe(0);
    expect(report.sTransform).toBe(Number.POSITIVE_INFINITY);
  });

  it("as many samples as modes and no ridge: infinite, and the status says why", () => {
    const report = ridge(noisy, { samples: 100, lambda: 0 });
    expect(report.status).toBe("InterpolationThreshold");
    expect(report.testError).toBe(Number.POSITIVE_INFINITY);
    expect(report.trainError).toBe(0);
  });

  it("the same without noise is finite", () => {
    const report = ridge(isotropic({ dimension: 100 }), { samples: 100, lambda: 0 });
    expect(report).toMatchObject({ status: "Converged", excessError: 0 });
  });

  it("many samples: κ → λ; a large ridge: nothing is learned", () => {
    const rich = ridge(noisy, { samples: 1e15, lambda: 0.1 });
    expect(relative(rich.kappa, 0.1)).toBeLessThan(1e-12);
    const stiff = ridge(noisy, { samples: 50, lambda: 1e12 });
    expect(relative(stiff.excessError, 1)).toBeLessThan(1e-9);
  });

  it("an isotropic prior has its optimum at λ = σ²/(P w²)", () => {
    for (const samples of [20, 100, 400]) {
      const best = optimalRidge(noisy, { samples });
      expect(relative(best.lambda, 0.3 / (samples / 100))).toBeLessThan(1e-9);
    }
  });

  it("a spiked population without noise wants a negative ridge", () => {
    const spiked = eigenvalues({ values: [100, 0.1], multiplicities: [20, 800], squared: [1, 0] });
    const best = optimalRidge(spiked, { samples: 100 });
    expect(best.lambda).toBeLessThan(0);
    expect(best.lambda).toBeGreaterThan(ridgeEdge(spiked, { samples: 100 }).lambda);
    expect(best.testError).toBeLessThan(ridge(spiked, { samples: 100, lambda: 0 }).testError);
  });

  it("with nothing to learn the best ridge is infinite", () => {
    const none = isotropic({ dimension: 10, squaredNorm: 0, noise: 1 });
    expect(optimalRidge(none, { samples: 5 })).toMatchObject({
      status: "Unbounded",
      lambda: Number.POSITIVE_INFINITY,
      testError: 1,
    });
  });

  it("the best ridge for ever fewer samples goes as 1/P, or is refused", () => {
    const law = powerLaw({ exponent: 1.2, source: 0.4, modes: 100, noise: 0.1 });
    const reference = optimalRidge(law, { samples: 1e-9 });
    for (const samples of [1e-12, 1e-16, 1e-18, 1e-50, 1e-200, 1e-280]) {
      const best = optimalRidge(law, { samples });
      expect(relative(best.lambda * samples, reference.lambda * 1e-9)).toBeLessThan(1e-7);
      expect(relative(best.kappa * samples, reference.kappa * 1e-9)).toBeLessThan(1e-7);
      expect(best.status).toBe("Converged");
    }
    expect(() => optimalRidge(law, { samples: 1e-300 })).toThrow(/^samples must be at least/);
  });

  it("negative ridges join on at zero, on both sides of the threshold", () => {
    const law = powerLaw({ exponent: 1, source: 0.3, modes: 60, noise: 0.1 });
    for (const samples of [30, 200]) {
      const [below, at, above] = [-1e-9, 0, 1e-9].map((lambda) => ridge(law, { samples, lambda }));
      const middle = ((below as Report).testError + (above as Report).testError) / 2;
      expect(relative((at as Report).testError, middle)).toBeLessThan(1e-9);
    }
  });
});

describe("ensembles and bags", () => {
  const law = powerLaw({ exponent: 1.2, source: 0.4, modes: 400, noise: 0.05 });
  const at = { samples: 100, lambda: 1e-2 };

  it("many data sets leave the bias alone", () => {
    const one = ridge(law, at);
    const many = ridge(law, { ...at, ensemble: { size: 4, over: "data" } });
    const variance = one.variance.data + one.variance.noise;
    expect(relative(many.excessError, one.bias + variance / 4)).toBeLessThan(1e-14);
  });

  it("a bag of everything is the single fit", () => {
    const bag = bagging(law, { samples: 100, bagSize: 100, bags: 7, lambda: 1e-2 });
    expect(relative(bag.testError, ridge(law, at).testError)).toBeLessThan(1e-13);
  });
});

describe("shapes", () => {
  const law: Population = powerLaw({ exponent: 1.5, source: 0.4, modes: 200, noise: 0.1 });

  it("arrays ask for a grid, samples by lambda", () => {
    const samples = logspace(10, 1000, 5);
    const grid = ridge(law, { samples, lambda: [1e-3, 1e-1] });
    expect(grid.shape).toEqual([5, 2]);
    expect(grid.status).toHaveLength(10);
    const point = ridge(law, { samples: samples[3] as number, lambda: 1e-1 });
    expect(relative(grid.variance.noise[7] as number, point.variance.noise)).toBeLessThan(1e-12);
  });

  it("a report holds its problem, which evaluates to the same numbers", () => {
    const report = ridge(law, { samples: 50, lambda: 1e-2 });
    const { problem, ...numbers } = report;
    expect(evaluate(JSON.parse(JSON.stringify(problem)))).toEqual(numbers);
  });

  it("several problems come back in order", () => {
    const problems = [10, 20, 30].map((samples) => ridge(law, { samples, lambda: 1 }).problem);
    const reports = evaluate(problems) as Report[];
    expect(reports.map((r) => r.kappa)).toEqual(
      problems.map((problem) => (evaluate(problem) as Report).kappa),
    );
  });
});
