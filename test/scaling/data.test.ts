import {
  intrinsicDimension,
  powerLaw,
  Ridge,
  RidgelawError,
  ridge,
  sourceCapacity,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { normalList, uniforms } from "../support/random.ts";

/** Uniform points of a cube of d dimensions, turned into `columns`. */
function cube(count: number, d: number, columns: number) {
  const uniform = uniforms(d);
  const turn = normalList(d * columns, 9);
  return Array.from({ length: count }, () => {
    const point = Array.from({ length: d }, uniform);
    return Array.from({ length: columns }, (_, j) =>
      point.reduce((sum, x, k) => sum + x * (turn[k * columns + j] as number), 0),
    );
  });
}

describe("intrinsicDimension", () => {
  it("sees two dimensions in two columns, in fifty, and whatever the units", () => {
    const points = cube(1500, 2, 50);
    const found = intrinsicDimension(points);
    for (const name of ["twoNearest", "maximumLikelihood"] as const) {
      expect(Math.abs(found[name].dimension - 2), name).toBeLessThan(0.15);
    }
    expect(Math.abs((found.correlation?.dimension ?? 0) - 2)).toBeLessThan(0.15);
    const scaled = intrinsicDimension(points.map((row) => row.map((x) => 1e-5 * x + 3)));
    expect(scaled.twoNearest.dimension).toBeCloseTo(found.twoNearest.dimension, 2);
    expect(found.bounds.map(({ exponent }) => exponent * found.twoNearest.dimension)).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(2, 9),
      expect.closeTo(4, 9),
    ]);
  });

  it("is quick on ten thousand points of three dimensions in sixty columns", () => {
    const points = cube(10_000, 3, 60);
    const start = performance.now();
    const found = intrinsicDimension(points);
    expect(Math.abs(found.twoNearest.dimension - 3)).toBeLessThan(0.2);
    // All distances would take minutes on a busy machine.
    expect(performance.now() - start).toBeLessThan(40_000);
  });

  it.each([
    [
      [
        [1, 2],
        [3, 4],
      ],
      "points",
    ],
    [Array.from({ length: 30 }, () => [1, 2]), "points"],
    [Array.from({ length: 100 }, (_, i) => [i % 10, Math.floor(i / 10)]), "points"],
  ])("refuses too few points, copies and lattices", (points, argument) => {
    try {
      intrinsicDimension(points);
    } catch (error) {
      expect(error).toBeInstanceOf(RidgelawError);
      expect(error).toMatchObject({ argument });
      return;
    }
    expect.unreachable();
  });
});

describe("sourceCapacity", () => {
  it("finds no source in a target that is constant, and no exponent in white data", () => {
    const normal = normalList(120 * 60, 8);
    const X = { data: normal, rows: 120, columns: 60 };
    const flat = sourceCapacity({ X, y: new Float64Array(120).fill(3) }, { bootstrap: 0 });
    expect(flat.source).toBeUndefined();
    expect(["ExponentAtBound", "Undetermined"]).toContain(sourceCapacity({ X }).status);
  });

  it("says where so few data determine no exponent", () => {
    const X = { data: Float64Array.of(1, 2, 3, 4), rows: 2, columns: 2 };
    expect(sourceCapacity({ X }).status).toBe("Undetermined");
  });

  /** The Laplacian kernel on a circle: α = 1 + 1/d = 2 by theory. */
  it("reads α = 2 off the Laplacian kernel on a circle", () => {
    const uniform = uniforms(3);
    const angles = Array.from({ length: 500 }, () => 2 * Math.PI * uniform());
    const X = angles.map((angle) => [Math.cos(angle), Math.sin(angle)]);
    const y = angles.map((angle) => Math.abs(Math.sin(angle)));
    const kernel = { kind: "laplacian", gamma: 0.3, norm: "l2" } as const;
    const found = sourceCapacity({ X, y, kernel }, { noise: 0, window: [12, 100] });
    expect(Math.abs(found.capacity.exponent - 2)).toBeLessThan(0.1);
    const [low, high] = found.capacity.interval;
    expect(low).toBeLessThan(found.capacity.exponent);
    expect(high).toBeGreaterThan(found.capacity.exponent);
    // A kink: Fourier coefficients² k^-4 on two waves each, 1 + 2αr = 4, r = 3/4.
    expect(found.source?.basis).toBe("bias");
    expect(Math.abs((found.source?.exponent ?? 0) - 0.75)).toBeLessThan(0.08);
  });

  it("says the same of a fitted model as of its data", () => {
    const X = normalList(300 * 8, 1);
    const matrix = { data: X, rows: 300, columns: 8 };
    const y = Array.from({ length: 300 }, (_, i) => Math.tanh(X[8 * i] as number));
    const kernel = { kind: "laplacian", gamma: 0.2 } as const;
    const direct = sourceCapacity({ X: matrix, y, kernel }, { seed: 1 });
    const model = Ridge.fit(matrix, y, { kernel, lambda: 0.01 });
    const through = sourceCapacity({ modes: model.modes, samples: 300 }, { seed: 1 });
    expect(through.capacity.exponent).toBeCloseTo(direct.capacity.exponent, 6);
    expect(through.source?.exponent).toBeCloseTo(direct.source?.exponent ?? 0, 5);
  });

  it("agrees with the theory's own df₁ of an exact population", () => {
    const modes = 20_000;
    const population = powerLaw({ exponent: 1.4, source: 0.3, modes });
    const eigenvalues = Float64Array.from({ length: 400 }, (_, k) => (k + 1) ** -1.4);
    // Degrees of freedom of the listed modes themselves, as a sample without fluctuations would show them.
    const found = sourceCapacity(
      { modes: { eigenvalues }, samples: 4e5 },
      { populationModes: 400, window: [5, 60] },
    );
    expect(found.capacity.exponent).toBeCloseTo(1.4, 2);
    const { kappa } = ridge(population, { samples: 400, lambda: 1e-3 });
    expect(kappa).toBeGreaterThan(1e-3);
  });

  it.each([
    [{ window: [10, 12] }, "window"],
    [{ window: [10, 1e6] }, "window"],
    [{ window: [10] }, "window"],
    [{ noise: -1 }, "noise"],
    [{ populationModes: 0 }, "populationModes"],
  ])("refuses %j", (options, argument) => {
    const eigenvalues = Float64Array.from({ length: 200 }, (_, k) => (k + 1) ** -1.4);
    try {
      sourceCapacity({ modes: { eigenvalues }, samples: 200 }, options as object);
    } catch (error) {
      expect(error).toBeInstanceOf(RidgelawError);
      expect(error).toMatchObject({ argument });
      return;
    }
    expect.unreachable();
  });
});
