// Against numpy and scipy: test/oracle/data_analysis.py made the numbers.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  coarseGrain,
  fitPolynomial,
  intrinsicDimension,
  layers,
  type PolynomialOptions,
} from "ridgelaw";
import { describe, expect, it } from "vitest";

const path = fileURLToPath(new URL("../fixtures/data_analysis.json", import.meta.url));
const { dimension, spectrum, polynomials, layer } = JSON.parse(readFileSync(path, "utf8"));

type PolynomialCase = Omit<PolynomialOptions, "x" | "y"> & { values: number[] };

/** All numbers, each to a share of the largest expected. */
function expectClose(found: ArrayLike<number> | undefined, expected: number[], tolerance: number) {
  expect(found?.length).toBe(expected.length);
  const largest = Math.max(...expected.map(Math.abs));
  expected.forEach((each, i) => {
    expect(Math.abs((found?.[i] as number) - each), `entry ${i}`).toBeLessThan(tolerance * largest);
  });
}

describe("numpy and scipy say the same of", () => {
  it("dimensions from nearest neighbours", () => {
    const found = intrinsicDimension(dimension.points);
    expect(found.twoNearest.dimension / dimension.twoNearest).toBeCloseTo(1, 10);
    expect(found.maximumLikelihood.dimension / dimension.maximumLikelihood).toBeCloseTo(1, 10);
  });

  it("power spectra, blocks and the noise of a signal", () => {
    const { levels } = coarseGrain(spectrum.signal, { steps: 1 });
    const power = levels[0]?.spectrum.power.subarray(0, -1);
    expectClose(power, spectrum.power, 1e-12);
    expectClose(levels[0]?.spectrum.frequency.subarray(0, -1), spectrum.frequency, 1e-12);
    expect((levels[0]?.noiseVariance as number) / spectrum.noise).toBeCloseTo(1, 10);
    expectClose(levels[1]?.signal, spectrum.mean, 1e-12);
    const median = coarseGrain(spectrum.signal, { steps: 1, rule: "median" });
    expectClose(median.levels[1]?.signal, spectrum.median, 1e-12);
  });

  it.each(polynomials.cases as PolynomialCase[])("polynomials: $basis, $functions", (each) => {
    const { values, ...options } = each;
    const { x, y, at } = polynomials;
    const found = fitPolynomial({ x, y, at, domain: [-1, 1], ...options });
    expectClose(found.values, values, 1e-9);
  });

  it("the spectrum of a layer", () => {
    const [found] = layers([layer.activations]);
    expectClose(found?.eigenvalues, layer.eigenvalues, 1e-12);
    for (const name of ["participationRatio", "effectiveDimension", "stableRank"] as const) {
      expect((found?.[name] as number) / layer[name], name).toBeCloseTo(1, 11);
    }
    const { lambda = [], df1 = [] } = found?.flow ?? {};
    const at = Array.from(lambda).findIndex((each) => Math.abs(each / 0.01 - 1) < 1e-9);
    expect((df1[at] as number) / layer.df1).toBeCloseTo(1, 11);
  });
});
