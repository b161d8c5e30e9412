import { coarseGrain, layers } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { normalList, uniforms } from "../support/random.ts";

const lengths = (flow: { levels: readonly { columns: number }[] }) =>
  flow.levels.map(({ columns }) => columns);

describe("coarseGrain", () => {
  it("goes from 1000 to 250, 62 and 15 by blocks of four", () => {
    expect(lengths(coarseGrain(normalList(1000, 1)))).toEqual([1000, 250, 62, 15]);
    expect(lengths(coarseGrain(normalList(1000, 1), { steps: 1, block: 3 }))).toEqual([1000, 333]);
    expect(() => coarseGrain(normalList(1000, 1), { steps: 9 })).toThrow(/steps/);
  });

  it("has no coupling where each entry follows from the other", () => {
    const { levels } = coarseGrain([1, 2, 5, 4], { block: 2, steps: 1 });
    expect(levels.map(({ coupling }) => coupling === undefined)).toEqual([false, true]);
  });

  it("divides white noise by the block under means, and by less under medians and not at all by decimation", () => {
    const noise = normalList(400_000, 2);
    const at = (rule: "mean" | "median" | "decimate") =>
      coarseGrain(noise, { rule, steps: 1, block: 5 }).levels[1]?.variance as number;
    // Standard errors of variances of 80,000 numbers: half a per cent.
    expect(at("mean")).toBeGreaterThan(0.196);
    expect(at("mean")).toBeLessThan(0.204);
    // The median of five normal numbers has the variance 0.2868.
    expect(at("median")).toBeGreaterThan(0.281);
    expect(at("median")).toBeLessThan(0.293);
    expect(Math.abs(at("decimate") - 1)).toBeLessThan(0.02);
  });

  it("keeps the spectrum of slow waves and tells noise from signal with and without the clean one", () => {
    const clean = Float64Array.from({ length: 4096 }, (_, i) => Math.sin(i / 80));
    const noise = normalList(4096, 3);
    const signal = clean.map((x, i) => x + 0.3 * (noise[i] as number));
    for (const options of [{ clean }, {}]) {
      const [first, second] = coarseGrain(signal, { ...options, block: 4, steps: 1 }).levels;
      expect((first?.noiseVariance as number) / 0.09).toBeCloseTo(1, 0.9);
      expect((second?.noiseVariance as number) / (0.09 / 4)).toBeCloseTo(1, 0.5);
      expect(second?.signalVariance).toBeCloseTo(0.5, 1);
    }
  });

  it("obeys the decimation of the Ising chain, tanh K' = (tanh K)^b", () => {
    const uniform = uniforms(4);
    const rho = Math.tanh(0.8);
    let spin = 1;
    const chain = Float64Array.from({ length: 300_000 }, () => {
      spin = uniform() < (1 + rho) / 2 ? spin : -spin;
      return spin;
    });
    const [first, second] = coarseGrain(chain, { rule: "decimate", block: 3, steps: 1 }).levels;
    expect(first?.coupling).toBeCloseTo(0.8, 1);
    expect(Math.abs((second?.correlation as number) - rho ** 3)).toBeLessThan(0.012);
  });

  it("refuses a block that is longer than the signal, and leaves a short one as it is where none is asked for", () => {
    expect(() => coarseGrain(normalList(20, 1), { block: 21 })).toThrow(/^block must be no longer/);
    expect(() => coarseGrain([[1, 2, 3]], { block: 4 })).toThrow(/^block/);
    expect(lengths(coarseGrain([1, 2, 3]))).toEqual([3]);
  });

  it("coarse-grains images along both axes", () => {
    const image = Array.from({ length: 50 }, (_, i) =>
      Array.from({ length: 34 }, (_, j) => (i < 24 && j < 16 ? 1 : 0)),
    );
    const level = coarseGrain(image, { block: 8, steps: 1 }).levels[1];
    expect([level?.rows, level?.columns]).toEqual([6, 4]);
    expect(level?.mean).toBeCloseTo(0.25, 12);
  });
});

describe("layers", () => {
  it("counts the directions that a layer uses, whatever its width", () => {
    const normal = normalList(500 * 40, 5);
    const plain = Array.from({ length: 500 }, (_, i) => normal.slice(40 * i, 40 * i + 4));
    const wide = plain.map((row) => Array.from({ length: 90 }, (_, j) => row[j % 4] as number));
    const [narrow, copied] = layers([plain, wide]);
    expect(narrow?.participationRatio).toBeCloseTo(4, 1);
    expect(copied?.rank).toBe(4);
    expect(narrow?.effectiveDimension).toBeLessThanOrEqual(4);
    expect(() =>
      layers([
        [
          [1, 2],
          [1, 2],
          [1, 2],
        ],
      ]),
    ).toThrow(/same for every sample/);
  });

  it("reads the exponent of a layer and meets the κ of a fitted Ridge", () => {
    const [n, width, alpha] = [400, 300, 1.4];
    const normal = normalList(n * width, 6);
    const activations = Array.from({ length: n }, (_, i) =>
      Array.from(
        { length: width },
        (_, j) => (normal[i * width + j] as number) * (j + 1) ** (-alpha / 2),
      ),
    );
    const [layer] = layers([activations]);
    expect(Math.abs((layer?.capacity?.exponent as number) - alpha)).toBeLessThan(0.06);
    const { kappa, lambda, df1 } = layer?.flow ?? { kappa: [], lambda: [], df1: [] };
    kappa.forEach((each, i) => {
      const expected = (lambda[i] as number) / (1 - (df1[i] as number) / n);
      expect(Math.abs(each / expected - 1)).toBeLessThan(0.3);
      expect(each).toBeGreaterThanOrEqual(lambda[i] as number);
    });
  });
});
