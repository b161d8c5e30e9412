import { fitPolynomial, type PolynomialBasis, polynomialTheory } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { thrown } from "../support/misuse.ts";
import { normalList, uniforms } from "../support/random.ts";

const bases: PolynomialBasis[] = ["monomial", "legendre", "chebyshev", "fourier"];

describe("fitPolynomial", () => {
  it.each(["monomial", "legendre", "chebyshev"] as const)(
    "%s: a cubic through its points is that cubic",
    (basis) => {
      const x = Array.from({ length: 12 }, (_, i) => 3 + i * 0.7);
      const cubic = (t: number) => 2 - t + 0.3 * t ** 3;
      const { values, trainError } = fitPolynomial({
        x,
        y: x.map(cubic),
        functions: 4,
        basis,
        at: [4, 5.5],
      });
      expect(values?.[0]).toBeCloseTo(cubic(4), 9);
      expect(values?.[1]).toBeCloseTo(cubic(5.5), 9);
      expect(trainError).toBeLessThan(1e-20);
    },
  );

  it.each(bases)(
    "%s: with more functions than points it passes through them all with the least norm",
    (basis) => {
      const x = [-0.9, -0.4, 0.1, 0.55, 0.8];
      const y = [1, -1, 2, 0, 0.5];
      const one = { x, y, basis, domain: [-1, 1] } as const;
      const [some, more] = [8, 30].map((functions) => fitPolynomial({ ...one, functions, at: x }));
      y.forEach((each, i) => {
        expect(more?.values?.[i]).toBeCloseTo(each, 8);
      });
      const norm = (c: Float64Array | undefined) =>
        c?.reduce((sum, each) => sum + each * each, 0) ?? 0;
      // A larger space holds the smaller one's solution too.
      expect(norm(more?.coefficients)).toBeLessThan(norm(some?.coefficients));
    },
  );

  it("tends to zero under a large ridge and is told where monomials run out of digits", () => {
    const x = Array.from({ length: 60 }, (_, i) => i / 59);
    const y = x.map((t) => Math.exp(t));
    const large = fitPolynomial({ x, y, functions: 5, lambda: 1e9 });
    expect(Math.max(...large.coefficients.map(Math.abs))).toBeLessThan(1e-8);
    expect(fitPolynomial({ x, y, functions: 60, basis: "monomial" }).status).toBe(
      "ReducedAccuracy",
    );
    const legendre = fitPolynomial({ x, y, functions: 12 });
    expect([legendre.status, legendre.rank]).toEqual(["Converged", 12]);
  });

  it.each([
    [{ x: [1, 1], y: [1, 2] }, "domain"],
    [{ x: [1, 2], y: [1] }, "y"],
    [{ x: [1, 2], y: [1, 2], lambda: -1 }, "lambda"],
    [{ x: [1, 2], y: [1, 2], domain: [0, 1.5] as const }, "x[1]"],
    [{ x: [1, 2], y: [1, 2], functions: 0 }, "functions"],
  ])("refuses %j", (options, argument) => {
    expect(thrown(() => fitPolynomial({ functions: 2, ...options })).argument).toBe(argument);
  });
});

describe("polynomialTheory", () => {
  const target = [0.3, -0.8, 0.5, 0.4, -0.2, 0.1];

  it("is that of least squares where there are more points than functions: noise over 1 − N/P", () => {
    for (const basis of bases) {
      const { testError } = polynomialTheory({
        target,
        basis,
        functions: [6, 20],
        samples: 40,
        noise: 0.1,
      });
      expect(testError[0]).toBeCloseTo(0.1 / (1 - 6 / 40), 9);
      expect(testError[1]).toBeCloseTo(0.1 / (1 - 20 / 40), 7);
    }
  });

  it("meets Fourier fits within five standard errors, on both sides of the peak", () => {
    const [samples, sigma, draws] = [60, 0.3, 80];
    const grid = Array.from({ length: 400 }, (_, i) => (i + 0.5) / 200 - 1);
    const one = { basis: "fourier", domain: [-1, 1] } as const;
    const truthAt = (t: number) =>
      target.reduce((sum, c, k) => {
        const angle = Math.PI * Math.ceil(k / 2) * t;
        return sum + c * (k === 0 ? 1 : Math.SQRT2 * (k % 2 ? Math.cos(angle) : Math.sin(angle)));
      }, 0);
    const truth = grid.map(truthAt);
    for (const functions of [15, 301]) {
      const errors = Array.from({ length: draws }, (_, seed) => {
        const uniform = uniforms(seed + 1);
        const error = normalList(samples, seed + 1);
        const x = Array.from({ length: samples }, () => 2 * uniform() - 1);
        const y = x.map((t, i) => truthAt(t) + sigma * (error[i] as number));
        const { values } = fitPolynomial({ ...one, x, y, functions, at: grid });
        const distance = truth.reduce((sum, f, i) => sum + (f - (values?.[i] ?? 0)) ** 2, 0);
        return sigma ** 2 + distance / grid.length;
      });
      const mean = errors.reduce((sum, e) => sum + e, 0) / draws;
      const spread = Math.sqrt(
        errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / (draws - 1) / draws,
      );
      const { testError } = polynomialTheory({
        target,
        basis: "fourier",
        functions: [functions],
        samples,
        noise: sigma ** 2,
      });
      const theory = testError[0] as number;
      // Beside sampling noise, the five per cent that features which are not Gaussian may differ by.
      expect(Math.abs(mean - theory)).toBeLessThan(5 * spread + 0.05 * theory);
    }
  });
});
