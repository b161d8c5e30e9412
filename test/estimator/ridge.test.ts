import fc from "fast-check";
import { type Kernel, Ridge } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { cases, relative } from "../support/cases.ts";
import { misuse, thrown } from "../support/misuse.ts";

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Deterministic rows without structure. */
const rows = (n: number, d: number, shift = 0) =>
  range(n).map((i) =>
    range(d).map((j) => Math.sin((i + 1) * (j + 1) * 1.7 + i * i * (j + 2) * 0.3) + shift),
  );

const squaredError = (
  model: { predict(X: number[][]): Float64Array },
  X: number[][],
  y: number[],
) => model.predict(X).reduce((sum, f, i) => sum + (f - (y[i] as number)) ** 2, 0) / y.length;

describe("reference cases", () => {
  const names = {
    kappa_hat: "kappa",
    S_hat: "sTransform",
    df_hat: "df1",
    E_tr: "trainError",
    GCV: "gcv",
    LOO: "looError",
    tf_plus: "tf1",
  } as const;
  const linear: Kernel[] = [{ kind: "linear" }, { kind: "polynomial", degree: 1, offset: 0 }];
  for (const { id, name, inputs, outputs } of cases("c")) {
    for (const kernel of linear) {
      it(`${id}: ${name}, ${kernel.kind} kernel`, () => {
        const X = range(inputs.P).map((i) =>
          range(inputs.D).map((j) => Math.sin((i + 1) * (j + 1)) / (j + 1)),
        );
        const y = range(inputs.P).map((i) => Math.cos(i + 1));
        const fit = Ridge.fit(X, y, { kernel, lambda: Number(inputs.lam), intercept: false });
        for (const [key, field] of Object.entries(names)) {
          expect(relative(fit[field], outputs[key] as string), key).toBeLessThan(1e-10);
        }
      });
    }
  }
});

describe("a fit", () => {
  const X = rows(40, 5, 2);
  const y = X.map((row, i) => 3 + row.reduce((a, x, j) => a + x * (j - 2), 0) + 0.1 * Math.sin(i));

  it("is the same in primal and dual form", () => {
    const options = { lambda: 0.05 };
    const primal = Ridge.fit(X, y, options);
    const dual = Ridge.fit(X, y, {
      ...options,
      kernel: { kind: "polynomial", degree: 1, offset: 0 },
    });
    for (const field of ["kappa", "looError", "gcv", "trainError", "df1", "df2"] as const) {
      expect(relative(primal[field], dual[field]), field).toBeLessThan(1e-9);
    }
    const [a, b] = [primal.predict(rows(7, 5)), dual.predict(rows(7, 5))];
    a.forEach((f, i) => {
      expect(relative(f, b[i] as number)).toBeLessThan(1e-9);
    });
  });

  it("predicts what its training error says", () => {
    const fit = Ridge.fit(X, y, { kernel: { kind: "rbf", gamma: 0.3 }, lambda: 1e-3 });
    expect(relative(squaredError(fit, X, y), fit.trainError)).toBeLessThan(1e-9);
    expect(relative(fit.trainError * fit.sTransform ** 2, fit.gcv)).toBeLessThan(1e-12);
  });

  it("by Cholesky alone is the same function", () => {
    const options = { kernel: { kind: "laplacian", gamma: 0.5 } as const, lambda: 1e-2 };
    for (const intercept of [true, false]) {
      const a = Ridge.fit(X, y, { ...options, intercept }).predict(rows(9, 5));
      const b = Ridge.train(X, y, { ...options, intercept }).predict(rows(9, 5));
      a.forEach((f, i) => {
        expect(Math.abs(f - (b[i] as number))).toBeLessThan(1e-11);
      });
    }
  });

  it("with an intercept does not see a constant added to target or features", () => {
    const moved = Ridge.fit(
      X.map((row) => row.map((x) => x + 10)),
      y.map((t) => t - 100),
      { lambda: 0.1 },
    );
    const fit = Ridge.fit(X, y, { lambda: 0.1 });
    expect(relative(moved.looError, fit.looError)).toBeLessThan(1e-10);
    fit.coefficients.data.forEach((w, j) => {
      expect(relative(moved.coefficients.data[j] as number, w)).toBeLessThan(1e-10);
    });
  });

  it("of several targets is the fit of each", () => {
    const Y = y.map((t, i) => [t, Math.cos(i)]);
    const both = Ridge.fit(X, Y, { lambda: 0.1 });
    const each = [0, 1].map((k) =>
      Ridge.fit(
        X,
        Y.map((row) => row[k] as number),
        { lambda: 0.1 },
      ),
    );
    const total = (each[0] as Ridge).looError + (each[1] as Ridge).looError;
    expect(relative(both.looError, total)).toBeLessThan(1e-12);
    expect(both.coefficients).toMatchObject({ rows: 5, columns: 2 });
  });

  it("chooses the ridge that leave-one-out or GCV likes best", () => {
    for (const [criterion, field] of [
      ["loo", "looError"],
      ["gcv", "gcv"],
    ] as const) {
      const best = Ridge.fit(X, y, { kernel: { kind: "rbf", gamma: 0.1 }, lambda: criterion });
      const least = Math.min(...best.path[field]);
      expect(best[field]).toBeLessThanOrEqual(least);
      const again = Ridge.fit(X, y, { kernel: { kind: "rbf", gamma: 0.1 }, lambda: best.lambda });
      expect(relative(again[field], best[field])).toBeLessThan(1e-9);
    }
  });

  it("along a path is the fit at each ridge", () => {
    const lambda = [1e-3, 1e-1, 10];
    const path = Ridge.fit(X, y, { lambda });
    lambda.forEach((l, i) => {
      const one = Ridge.fit(X, y, { lambda: l });
      expect(relative(path.path.looError[i] as number, one.looError)).toBeLessThan(1e-12);
    });
    expect(lambda).toContain(path.lambda);
  });

  it("of labels classifies them", () => {
    const labels = X.map((row) => ((row[0] as number) > 2 ? "high" : "low"));
    const fit = Ridge.fit(X, labels, { kernel: { kind: "rbf", gamma: 0.5 }, lambda: 1e-4 });
    expect(fit.classes).toEqual(["high", "low"]);
    expect(fit.classify(X)).toEqual(labels);
  });
});

describe("λ = 0", () => {
  it("solves Wampler's polynomials, whose coefficients are all one", () => {
    const xs = range(21);
    const X = xs.map((x) => range(5).map((k) => x ** (k + 1)));
    const y = xs.map((x) => range(6).reduce((sum, k) => sum + x ** k, 0));
    const fit = Ridge.fit(X, y, { lambda: 0 });
    for (const w of fit.coefficients.data) expect(Math.abs(w - 1)).toBeLessThan(1e-13);
    expect(Math.abs((fit.intercept[0] as number) - 1)).toBeLessThan(1e-9);
  });

  it("solves integer designs of any column scale exactly", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: 0, max: 40 }),
        (weights, power) => {
          const X = range(12).map((i) =>
            range(4).map((j) => ((i + 2) ** j % 17) * 2 ** (power * j)),
          );
          const y = X.map((row) =>
            row.reduce((s, x, j) => s + (x / 2 ** (power * j)) * (weights[j] as number), 5),
          );
          const fit = Ridge.fit(
            X.map((row) => row.slice(1)),
            y,
            { lambda: 0 },
          );
          fit.coefficients.data.forEach((w, j) => {
            const expected = (weights[j + 1] as number) / 2 ** (power * (j + 1));
            expect(Math.abs(w - expected)).toBeLessThanOrEqual(
              1e-12 * 2 ** (-power * (j + 1)) * 40,
            );
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("refuses dependent columns in words", () => {
    const X = range(9).map((i) => [i, 2 * i, i * i]);
    const y = range(9);
    expect(() => Ridge.fit(X, y, { lambda: 0 })).toThrowError(/linearly dependent/);
    expect(Ridge.fit(X, y, { lambda: 1e-9 }).looError).toBeLessThan(1e-6);
  });

  const line = range(4).map((i) => [i + 1, 2 * (i + 1)]);
  const sum = range(7).map((i) => [Math.sin(i), Math.cos(i), Math.sin(i) + Math.cos(i)]);
  const dependent: [string, number[][], object, RegExp][] = [
    ["in few rows", line, {}, /X\[:, [01]\] is a combination/],
    ["without an intercept", line, { intercept: false }, /X\[:, [01]\] is a combination/],
    ["even where they fit", line.slice(0, 2), { intercept: false }, /linearly dependent/],
    ["by rounding", sum, {}, /X\[:, [012]\] is a combination/],
    ["with the intercept", range(6).map((i) => [i % 2, 1 - (i % 2)]), {}, /a constant/],
  ];
  it.each(dependent)("refuses dependent columns for what they are: %s", (_, X, options, words) => {
    const y = X.map((_, i) => i * i + 1);
    const error = thrown(() => Ridge.fit(X, y, { lambda: 0, ...options }));
    expect([error.code, error.argument]).toEqual(["IllConditioned", "X"]);
    expect(error.message).toMatch(words);
    expect(Ridge.fit(X, y, { ...options, lambda: 1e-6 }).status).toBe("Converged");
  });

  it("interpolates with fewer rows than columns, by the smallest coefficients", () => {
    const X = rows(6, 12);
    const y = range(6).map((i) => Math.cos(i));
    const fit = Ridge.fit(X, y, { lambda: 0, intercept: false });
    expect(squaredError(fit, X, y)).toBeLessThan(1e-24);
    const near = Ridge.fit(X, y, { lambda: 1e-13, intercept: false });
    expect(relative(fit.looError, near.looError)).toBeLessThan(1e-9);
    expect(fit.sTransform).toBe(Number.POSITIVE_INFINITY);
  });

  it("refuses a singular kernel matrix in words", () => {
    const X = [...rows(6, 2), ...rows(6, 2)];
    const y = range(12);
    const kernel = { kind: "rbf", gamma: 1 } as const;
    expect(() => Ridge.fit(X, y, { kernel, lambda: 0 })).toThrowError(/singular/);
  });
});

describe("bad data", () => {
  const y = [1, 2, 3];
  const X = [[1], [2], [4]];
  const rowsOf = (n: number) => ({ data: new Float64Array(n), rows: n, columns: 1 });
  const table: [string, () => unknown][] = [
    ["Empty X", () => Ridge.fit([], [])],
    ["Empty X[0]", () => Ridge.fit([[]], [1])],
    ["ShapeMismatch X[1]", () => Ridge.fit([[1], [2, 3], [4]], y)],
    ["ShapeMismatch y", () => Ridge.fit(X, [1, 2])],
    ["NotFinite X.data[1]", () => Ridge.fit([[1], [Number.NaN], [3]], y)],
    ["NotFinite y.data[0]", () => Ridge.fit(X, [Number.POSITIVE_INFINITY, 1, 2])],
    ["ShapeMismatch X.data", () => Ridge.fit({ data: [1, 2], rows: 3, columns: 1 }, y)],
    ["OutOfRange lambda", () => Ridge.fit(X, y, { lambda: -1 })],
    ["OutOfRange kernel.gamma", () => Ridge.fit(X, y, { kernel: { kind: "rbf", gamma: 0 } })],
    ["Missing kernel.gamma", () => Ridge.fit(X, y, { kernel: { kind: "rbf" } as Kernel })],
    [
      "TooLarge X",
      () =>
        Ridge.fit(rowsOf(60_000), new Float64Array(60_000), { kernel: { kind: "rbf", gamma: 1 } }),
    ],
    ["ShapeMismatch X", () => Ridge.fit(X, y, { lambda: 1 }).predict([[1, 2]])],
    ["Conflict kernel", () => Ridge.fit(X, y, { kernel: { kind: "rbf", gamma: 1 } }).coefficients],
    ["Unknown lamda", () => Ridge.fit(X, y, { lamda: 1 } as object)],
  ];
  for (const [expected, run] of table) {
    it(`is ${expected}`, () => {
      expect(misuse(run)).toBe(expected);
    });
  }
});
