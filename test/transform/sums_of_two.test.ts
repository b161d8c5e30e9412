import { density, densityAt, freeCumulants, hermite, kernelRegime, moments } from "ridgelaw";
import { describe, expect, it } from "vitest";

const one = {
  kind: "eigenvalues",
  values: [3, 1, 0],
  multiplicities: [20, 50, 30],
} as const;
const half = { kind: "projection", dimension: 100, rank: 50 } as const;

describe("sums of two elements", () => {
  it("give the arcsine law for two Bernoulli variables", () => {
    const x = [0.1, 0.5, 1.7];
    const found = densityAt({ kind: "sum", terms: [half, half] }, { x });
    for (const [i, at] of x.entries()) {
      expect(found.density[i]).toBeCloseTo(1 / (Math.PI * Math.sqrt(at * (2 - at))), 12);
    }
  });

  it("have the moments of their free cumulants, and of their density", () => {
    const sum = { kind: "sum", terms: [one, half] } as const;
    const [a, b, both] = [one, half, sum].map((element) => freeCumulants(element, 5));
    for (const i of [0, 1, 2, 3, 4]) {
      expect(both?.[i]).toBeCloseTo((a?.[i] ?? 0) + (b?.[i] ?? 0), 12);
    }
    const { x, weight, atoms, status } = density(sum);
    expect(status).toBe("Converged");
    for (const [i, found] of moments(sum, 4).entries()) {
      const smooth = x.reduce((all, at, j) => all + (weight[j] ?? 0) * at ** (i + 1), 0);
      const rest = atoms.reduce((all, { at, mass }) => all + mass * at ** (i + 1), 0);
      expect(Math.abs(smooth + rest - found)).toBeLessThan(1e-10 * found);
    }
  });
});

it("a kernel learns degree after degree", () => {
  const { coefficients, secondMoment } = hermite("relu", { order: 6 });
  const options = { coefficients, secondMoment, target: [0, 1, 0.5], dimension: 200, noise: 0.1 };
  const [few, many] = [300, 30_000].map((samples) => kernelRegime({ ...options, samples }));
  expect([few?.degree, many?.degree]).toEqual([1, 2]);
  expect(few?.effectiveNoise).toBeCloseTo(0.6, 12);
  expect(many?.effectiveNoise).toBeCloseTo(0.1, 12);
  expect(many?.testError).toBeLessThan(few?.testError as number);
});
