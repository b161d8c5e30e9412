import fc from "fast-check";
import { RidgelawError } from "ridgelaw";
import { cholesky, eigh, gram, multiply, svd } from "ridgelaw/linalg";
import { describe, expect, it } from "vitest";

const random = (n: number, d: number, seed: number) =>
  Float64Array.from({ length: n * d }, (_, i) => Math.sin((i + 1) * (seed + 1) * 12.9898) % 1);

/** A Bᵀ for row-major matrices. */
function outer(a: Float64Array, b: Float64Array, n: number, m: number, k: number): Float64Array {
  const product = new Float64Array(n * m);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < m; j++)
      for (let l = 0; l < k; l++)
        product[i * m + j] =
          (product[i * m + j] as number) + (a[i * k + l] as number) * (b[j * k + l] as number);
  return product;
}

const largest = (x: Float64Array) => x.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
const difference = (a: Float64Array, b: Float64Array) =>
  largest(a.map((x, i) => x - (b[i] as number)));
const identity = (n: number) =>
  Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0));
const transpose = (a: Float64Array, n: number, d: number) =>
  Float64Array.from({ length: n * d }, (_, i) => a[(i % n) * d + Math.floor(i / n)] as number);
const scaleColumns = (a: Float64Array, s: Float64Array) =>
  a.map((x, i) => x * (s[i % s.length] as number));

const symmetric: [string, number, (i: number, j: number) => number][] = [
  ["Hilbert", 12, (i, j) => 1 / (i + j + 1)],
  ["Wilkinson", 21, (i, j) => (i === j ? Math.abs(i - 10) : Math.abs(i - j) === 1 ? 1 : 0)],
  ["graded", 30, (i, j) => 10 ** -((i + j) / 4) * Math.cos(i * j + 1) ** 2],
  ["identity", 9, (i, j) => (i === j ? 1 : 0)],
  ["zero", 7, () => 0],
  ["rank one", 15, (i, j) => (i + 1) * (j + 1)],
  ["one by one", 1, () => -3],
  ["random", 60, (i, j) => Math.sin(7 * Math.min(i, j) + 3 * Math.max(i, j) ** 2)],
];

describe("eigh", () => {
  for (const [name, n, entry] of symmetric) {
    it(`decomposes the ${name} matrix backward stably`, () => {
      const a = Float64Array.from({ length: n * n }, (_, at) => entry(Math.floor(at / n), at % n));
      const { values, vectors } = eigh(a, n);
      const size = Math.max(largest(a), Number.MIN_VALUE);
      const again = outer(scaleColumns(vectors, values), vectors, n, n, n);
      expect(difference(again, a)).toBeLessThanOrEqual(1e-14 * n * size);
      expect(difference(outer(vectors, vectors, n, n, n), identity(n))).toBeLessThan(
        1e-13 * Math.sqrt(n),
      );
      expect([...values]).toEqual([...values].sort((x, y) => x - y));
      expect(difference(eigh(a, n, { vectors: false }).values, values)).toBeLessThanOrEqual(
        1e-13 * n * size,
      );
    });
  }
});

describe("svd", () => {
  it("decomposes wide, tall and rank-deficient matrices", () => {
    for (const [n, d] of [
      [20, 6],
      [6, 20],
      [9, 9],
      [1, 5],
      [5, 1],
    ] as const) {
      const a = random(n, d, n + d);
      if (d > 3) for (let i = 0; i < n; i++) a[i * d + 2] = a[i * d] as number;
      const { values, left, right } = svd({ data: a, rows: n, columns: d });
      const k = Math.min(n, d);
      expect(left).toMatchObject({ rows: n, columns: k });
      const again = outer(scaleColumns(left.data, values), right.data, n, d, k);
      expect(difference(again, a)).toBeLessThan(1e-13);
    }
  });

  it("keeps small singular values of badly scaled columns to high relative accuracy", () => {
    // Orthogonal columns of norms 10⁰, 10⁻⁵, …, 10⁻²⁰.
    const n = 8;
    const q = eigh(
      Float64Array.from({ length: n * n }, (_, at) => Math.cos((at % n) * Math.floor(at / n))),
      n,
    ).vectors;
    const scales = Float64Array.from({ length: 5 }, (_, j) => 10 ** (-5 * j));
    const a = Float64Array.from(
      { length: n * 5 },
      (_, at) => (q[Math.floor(at / 5) * n + (at % 5)] as number) * (scales[at % 5] as number),
    );
    const { values } = svd({ data: a, rows: n, columns: 5 });
    values.forEach((s, j) => {
      expect(Math.abs(s / (scales[j] as number) - 1)).toBeLessThan(1e-12);
    });
  });
});

describe("cholesky and gram", () => {
  it("multiply back", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }), fc.integer({ min: 1, max: 99 }), (n, seed) => {
        const x = random(n, n + 3, seed);
        const a = gram({ data: x, rows: n, columns: n + 3 });
        expect(difference(a.data, outer(x, x, n, n, n + 3))).toBeLessThan(1e-12);
        expect(difference(transpose(a.data, n, n), a.data)).toBe(0);
        for (let i = 0; i < n; i++) a.data[i * (n + 1)] = (a.data[i * (n + 1)] as number) + 0.1;
        const l = cholesky(a.data, n);
        expect(difference(outer(l, l, n, n, n), a.data)).toBeLessThan(1e-12);
      }),
      { numRuns: 30 },
    );
  });

  it("a product is the sum over the inner dimension, whatever the shapes", () => {
    const shape = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(shape, shape, shape, (n, k, m) => {
        const [a, b] = [random(n, k, 1), random(m, k, 2)];
        const right = { data: transpose(b, m, k), rows: k, columns: m };
        const product = multiply({ data: a, rows: n, columns: k }, right);
        expect([product.rows, product.columns]).toEqual([n, m]);
        expect(difference(product.data, outer(a, b, n, m, k))).toBeLessThan(1e-13);
      }),
      { numRuns: 30 },
    );
    const [two, three] = [gram([[1], [2]]), gram([[1], [2], [3]])];
    expect(() => multiply(two, three)).toThrowError(/b has 3 rows where 2 rows/);
  });

  it("an indefinite matrix has no factor", () => {
    expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrowError(/not positive definite/);
    expect(() => eigh(Float64Array.of(1, 2, 3), 2)).toThrow(RidgelawError);
    expect(() => eigh(Float64Array.of(Number.NaN), 1)).toThrow(RidgelawError);
  });
});
