import {
  type Density,
  density,
  densityAt,
  drawEigenvalues,
  type Element,
  quantile,
  RidgelawError,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { cases, relative } from "../support/cases.ts";

const gapped: Element = {
  kind: "wishart",
  covariance: { kind: "eigenvalues", values: [20, 1], multiplicities: [20, 180] },
  samples: 1000,
};
const white = (dimension: number, samples: number): Element => ({
  kind: "wishart",
  dimension,
  samples,
});

const moment = ({ x, weight, atoms }: Density, k: number) =>
  x.reduce((sum, each, i) => sum + (weight[i] as number) * each ** k, 0) +
  atoms.reduce((sum, { at, mass }) => sum + mass * at ** k, 0);

describe("Densities of the reference cases", () => {
  const element = ({ inputs }: { inputs: { eigs: string[]; mult: number[]; P: number } }) => ({
    kind: "wishart" as const,
    covariance: {
      kind: "eigenvalues" as const,
      values: inputs.eigs.map(Number),
      multiplicities: inputs.mult,
    },
    samples: inputs.P,
  });
  for (const reference of cases("a07", "a08")) {
    it(`${reference.id}: ${reference.name}`, () => {
      const { edges } = density(element(reference));
      const expected = Object.values(reference.outputs);
      expect(edges).toHaveLength(expected.length);
      edges.forEach(({ at }, i) => {
        expect(relative(at, expected[i] as string)).toBeLessThan(1e-13);
      });
    });
  }
  for (const reference of cases("a09")) {
    it(`${reference.id}: ${reference.name}`, () => {
      const found = densityAt(element(reference), { x: [1, 0.01] }).density;
      const { rho_1, rho_0p01 } = reference.outputs;
      // Counted there for each of 300 samples, here for each of 400 dimensions.
      expect(relative(((found[0] as number) * 4) / 3, rho_1 as string)).toBeLessThan(1e-13);
      expect(relative(((found[1] as number) * 4) / 3, rho_0p01 as string)).toBeLessThan(1e-13);
    });
  }
});

describe("A density", () => {
  it("has support, masses and nodes of mass one", () => {
    const found = density(gapped);
    expect(found.status).toBe("Converged");
    expect(found.support.map(({ mass }) => mass)).toEqual([
      expect.closeTo(0.9, 12),
      expect.closeTo(0.1, 12),
    ]);
    expect(found.atoms).toEqual([]);
    expect(moment(found, 0)).toBeCloseTo(1, 12);
    expect(moment(found, 1)).toBeCloseTo(2.9, 11);
  });

  it("has atoms where there are fewer samples than dimensions, seen from the larger side alone", () => {
    expect(density(white(100, 40)).atoms).toEqual([{ at: 0, mass: 0.6 }]);
    const small: Element = { kind: "resized", dimension: 40, of: white(100, 40) };
    expect(density(small).atoms).toEqual([]);
    expect(moment(density(small), 1)).toBeCloseTo(100 / 40, 12);
  });

  it("is exactly zero outside its support, and infinite at a hard edge", () => {
    const { support } = density(gapped);
    const between = ((support[0]?.high ?? 0) + (support[1]?.low ?? 0)) / 2;
    expect(densityAt(gapped, { x: [-1, 0, 1e-3, between, 1e9] }).density).toEqual(
      new Float64Array(5),
    );
    expect(densityAt(white(9, 9), { x: 0 }).density).toBe(Number.POSITIVE_INFINITY);
  });

  it("is the semicircle for a Wigner matrix, and its quantiles are symmetric", () => {
    const wigner: Element = { kind: "wigner", dimension: 50 };
    expect(densityAt(wigner, { x: 0 }).density).toBeCloseTo(1 / Math.PI, 14);
    const found = density(wigner);
    for (const [k, catalan] of [1, 0, 1, 0, 2, 0, 5].entries()) {
      expect(moment(found, k)).toBeCloseTo(catalan, 12);
    }
    const [low, middle, high] = quantile(wigner, { p: [0.1, 0.5, 0.9] });
    expect(middle).toBeCloseTo(0, 12);
    expect(low).toBeCloseTo(-(high as number), 12);
  });

  it("draws the same numbers for the same seed, spread as the density says", () => {
    const drawn = drawEigenvalues(gapped, { count: 2000, seed: 5 });
    expect(drawEigenvalues(gapped, { count: 2000, seed: 5 })).toEqual(drawn);
    const { cdf } = densityAt(gapped, { x: drawn });
    const sorted = cdf.sort();
    const furthest = Math.max(...sorted.map((p, i) => Math.abs(p - (i + 0.5) / 2000)));
    // Kolmogorov: below 1.63/√n in 99 of 100 samples.
    expect(furthest).toBeLessThan(1.63 / Math.sqrt(2000));
  });

  it("of given eigenvalues is atoms", () => {
    const found = density({ kind: "eigenvalues", values: [2, 0, 2, 1] });
    expect(found.atoms).toEqual([
      { at: 0, mass: 0.25 },
      { at: 1, mass: 0.25 },
      { at: 2, mass: 0.5 },
    ]);
    expect(found.x).toHaveLength(0);
  });

  it("of a structured Wishart matrix and of the other side of a sample covariance are one", () => {
    const weightSpectrum = Float64Array.from({ length: 60 }, (_, i) => 1 / (i + 1));
    const structured: Element = { kind: "wishart", dimension: 90, samples: 60, weightSpectrum };
    const covariance = { kind: "eigenvalues" as const, values: weightSpectrum };
    const sample: Element = {
      kind: "resized",
      dimension: 90,
      of: { kind: "scaled", factor: 90 / 60, of: { kind: "wishart", covariance, samples: 90 } },
    };
    const [a, b] = [density(structured), density(sample)];
    expect(a.x).toHaveLength(b.x.length);
    for (const [i, x] of a.x.entries()) expect(relative(x, b.x[i] as number)).toBeLessThan(1e-12);
    expect(a.atoms).toEqual(b.atoms);
  });

  it("is refused where it is not known", () => {
    const two: Element = {
      kind: "product",
      factors: [gapped, { kind: "powerLaw", exponent: 1, modes: 200 }],
    };
    expect(() => density(two)).toThrow(RidgelawError);
    expect(() => density(two)).toThrow(/element has no density here/);
  });
});
