import fc from "fast-check";
import { forecast, Predictor, Ridge, RidgelawError } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { relative } from "../support/cases.ts";
import { normals } from "../support/normals.ts";

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The leave-one-out error by leaving out one after the other, at the same penalty Pλ. */
function bruteForce(X: number[][], y: number[], lambda: number): number {
  const n = y.length;
  const errors = range(n).map((out) => {
    const keep = <T>(rows: T[]) => rows.filter((_, i) => i !== out);
    const fit = Ridge.fit(keep(X), keep(y), { lambda: (lambda * n) / (n - 1) });
    return ((fit.predict([X[out] as number[]])[0] as number) - (y[out] as number)) ** 2;
  });
  return errors.reduce((a, b) => a + b, 0) / n;
}

describe("a category that only one row has", () => {
  const draw = normals(4);
  const X = range(30).map((i) => [draw(), draw(), i === 7 ? 1 : 0]);
  const y = X.map(([a, b, c]) => (a as number) - (b as number) + 2 * (c as number) + 0.3 * draw());

  it("has an exact leave-one-out error at every ridge", () => {
    for (const lambda of [1e-2, 1e-6, 1e-12, 1e-18, 1e-24]) {
      const { looError } = Ridge.fit(X, y, { lambda });
      expect(relative(looError, bruteForce(X, y, lambda)), `λ = ${lambda}`).toBeLessThan(1e-6);
    }
  });

  it("has at λ = 0 the limit of small ridges", () => {
    const [none, little] = [0, 1e-24].map((lambda) => Ridge.fit(X, y, { lambda }).looError);
    expect(relative(none as number, little as number)).toBeLessThan(1e-9);
  });
});

describe("columns of wildly different scales", () => {
  it("keep their coefficients beside a duplicate of a large one", () => {
    const draw = normals(9);
    const base = range(40).map(() => [draw(), draw(), draw()]);
    const y = base.map(([a, b, c]) => (a as number) + 2 * (b as number) - (c as number));
    const column = (factor: number, k: number) => base.map((row) => factor * (row[k] as number));
    const columns = [column(1e9, 0), column(1.1e9, 0), column(1e-9, 1), column(1e9, 2)];
    const X = range(40).map((i) => columns.map((values) => values[i] as number));
    const fit = Ridge.fit(X, y, { lambda: 1e-24, intercept: false });
    expect(relative(fit.coefficients.data[2] as number, 2e9 / (1 + 40e-24 / 40e-18))).toBeLessThan(
      1e-3,
    );
    expect(fit.df1).toBeCloseTo(3, 4);
  });

  it("do not matter to a fit of data scaled by any power of ten within range", () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), (power) => {
        const scale = 10 ** power;
        const X = range(20).map((i) => [Math.sin(i * i) * scale, Math.cos(3 * i) * scale]);
        const y = range(20).map((i) => Math.sin(i * i) + 0.1 * Math.cos(7 * i));
        const plain = Ridge.fit(
          X.map((row) => row.map((x) => x / scale)),
          y,
          { lambda: 1e-3 },
        );
        const scaled = Ridge.fit(X, y, { lambda: 1e-3 * scale * scale });
        expect(relative(scaled.looError, plain.looError)).toBeLessThan(1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it("are refused in words where squares would leave the range of doubles", () => {
    for (const scale of [1e200, 1e-200]) {
      const X = range(9).map((i) => [Math.sin(i) * scale]);
      expect(() => Ridge.fit(X, range(9))).toThrowError(/X must be scaled to between/);
      expect(() =>
        Ridge.fit(
          range(9).map((i) => [Math.sin(i)]),
          range(9).map((i) => i * scale),
        ),
      ).toThrow(RidgelawError);
    }
  });
});

describe("a model from elsewhere", () => {
  it("is checked for its shapes", () => {
    const coefficients = { data: Float64Array.of(1, 2), rows: 2, columns: 1 };
    const bad = new Predictor({ coefficients, intercept: Float64Array.of(1, 2) });
    expect(() => bad.predict([[1, 2]])).toThrowError(/model.intercept has 2 entries where 1/);
  });
});

describe("no signal", () => {
  it("is reported as such: the best ridge is beyond all bounds", () => {
    const draw = normals(12);
    const X = range(60).map(() => range(8).map(draw));
    const y = range(60).map(draw);
    const statuses = range(8).map(
      (k) =>
        Ridge.fit(
          X,
          y.map((t, i) => t + Math.sin(i * (k + 2))),
        ).status,
    );
    expect(statuses).toContain("Unbounded");
  });
});

describe("a forecast that nothing supports", () => {
  const draw = normals(3);
  const X = range(60).map(() => range(3).map(draw));
  const y = X.map(([a]) => (a as number) + draw());
  const options = { kernel: { kind: "rbf", gamma: 0.3 } as const, at: 240 };

  it("does not mistake rows of few discrete columns for copies", () => {
    const coarse = X.map((row) => row.map(Math.sign));
    const { notes } = forecast({ X: coarse, y, lambda: 1e-2, ...options });
    expect(notes.join(" ")).not.toMatch(/repeat/);
  });

  it("says so of repeated samples", () => {
    const twice = forecast({ X: [...X, ...X], y: [...y, ...y], lambda: 1e-9, ...options });
    expect(twice.forecast[0]?.reliability).toBe("far");
    expect(twice.notes.join(" ")).toMatch(/60 samples repeat others/);
  });

  it("has a wide interval far below the window, and a ceiling that does not sink with λ", () => {
    const [tiny, none] = [1e-12, 0].map((lambda) => forecast({ X, y, lambda, ...options }));
    const [low, high] = tiny?.forecast[0]?.interval ?? [1, 1];
    expect(Math.log(high / low)).toBeGreaterThan(1);
    expect(tiny?.ceilingAtLambda).toEqual(none?.ceilingAtLambda);
    expect(none?.ceilingAtLambda?.testError).toBe(none?.ceiling.testError);
  });
});
