import {
  degreesOfFreedom,
  type Element,
  quantile,
  RidgelawError,
  recoverDegreesOfFreedom,
  recoverSpectrum,
} from "ridgelaw";
import { describe, expect, it } from "vitest";

const samples = 400;
const covariance = { kind: "eigenvalues" as const, values: [5, 1], multiplicities: [50, 150] };
const element: Element = { kind: "wishart", covariance, samples };
/** Quantiles of the limiting distribution: a sample without fluctuations. */
const eigenvalues = quantile(element, {
  p: Float64Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200),
});

describe("Recovered degrees of freedom", () => {
  it("are those of the population where the sample has them exactly", () => {
    // df₁ of the sample at λ is df₁ of the population at κ(λ): checked against the theory of ridge regression.
    const lambda = [0.1, 1, 10];
    const found = recoverDegreesOfFreedom({ eigenvalues, samples }, { lambda });
    lambda.forEach((each, i) => {
      const own = eigenvalues.reduce((sum, s) => sum + s / (s + each), 0);
      expect(found.df1[i]).toBeCloseTo(own, 9);
      expect(found.kappa[i]).toBeCloseTo(each / (1 - own / samples), 9);
    });
  });

  it("lie near those of the population", () => {
    const kappa = [0.3, 1, 4];
    const found = recoverDegreesOfFreedom({ eigenvalues, samples }, { kappa });
    const exact = degreesOfFreedom(covariance, { kappa });
    kappa.forEach((_, i) => {
      expect(Math.abs((found.df1[i] as number) / (exact.df1[i] as number) - 1)).toBeLessThan(0.05);
    });
    expect(found.status).toEqual(["Converged", "Converged", "Converged"]);
  });

  it("answer one number where one is asked for, and go back from κ to λ", () => {
    const one = recoverDegreesOfFreedom({ eigenvalues, samples }, { kappa: 2 });
    const back = recoverDegreesOfFreedom({ eigenvalues, samples }, { lambda: one.lambda });
    expect(back.kappa).toBeCloseTo(2, 10);
    expect(back.df1).toBeCloseTo(one.df1, 8);
  });

  it("are refused below what the sample resolves", () => {
    const few = { eigenvalues: [3, 2, 1], samples: 3 };
    expect(() => recoverDegreesOfFreedom(few, { kappa: 1e-6 })).toThrow(RidgelawError);
    expect(() => recoverDegreesOfFreedom(few, { kappa: 1e-6 })).toThrow(/kappa/);
  });
});

describe("The recovered spectrum", () => {
  it("has the levels and numbers of two levels, about", () => {
    const { spectrum, residual } = recoverSpectrum({ eigenvalues, samples });
    const above = spectrum.values.reduce(
      (sum, s, i) => sum + (s > 2.2 ? (spectrum.multiplicities[i] as number) : 0),
      0,
    );
    expect(Math.abs(above - 50)).toBeLessThan(12);
    expect(residual).toBeLessThan(0.05);
  });

  it("is ready for theory", () => {
    const { spectrum } = recoverSpectrum({ eigenvalues, samples });
    const trace = spectrum.values.reduce(
      (sum, s, i) => sum + s * (spectrum.multiplicities[i] as number),
      0,
    );
    const own = eigenvalues.reduce((sum, s) => sum + s, 0);
    expect(Math.abs(trace / own - 1)).toBeLessThan(0.02);
    expect(degreesOfFreedom(spectrum, { kappa: 1 }).status).toBe("Converged");
  });
});
