// The symmetric eigenproblem, vectors included, beside ml-matrix, numpy and, with --peers, numpy-ts and mathjs.
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { eigh } from "ridgelaw/linalg";
import type { Benchmark, Case, Contenders } from "./harness/benchmark.ts";
import { rowsOf, taken } from "./harness/peers.ts";
import { avx2 } from "./harness/python.ts";

/** The second difference on n points: its eigenvalues are 2 - 2 cos(pi k / (n + 1)), k = 1..n. */
function secondDifference(n: number): Float64Array {
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    a[i * n + i] = 2;
    if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
  }
  return a;
}

/** Rotates it by a reflection, so that no solver finds it already tridiagonal. */
function reflected(a: Float64Array, n: number): Float64Array {
  const u = Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1));
  const scale = 2 / u.reduce((sum, x) => sum + x * x, 0);
  const h = (i: number, j: number) => (i === j ? 1 : 0) - scale * (u[i] ?? 0) * (u[j] ?? 0);
  const matrix = new Matrix(
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => h(i, j))),
  );
  const inner = Matrix.from1DArray(n, n, a);
  return Float64Array.from(matrix.mmul(inner).mmul(matrix).to1DArray());
}

function sized(n: number, skipInSmoke: boolean, vectors = true): Case {
  const name = "numpy";
  const setup = `import numpy; a = numpy.random.default_rng(1).normal(size=(${n}, ${n})); a = a + a.T`;
  const run = vectors ? "numpy.linalg.eigh(a)" : "numpy.linalg.eigvalsh(a)";
  return {
    name: vectors ? `n = ${n}` : `n = ${n}, values alone`,
    skipInSmoke,
    python: [
      { name, setup, run },
      { name: "numpy, AVX2", setup, run, env: avx2 },
    ],
    peers({ numpyTs, mathjs }): Contenders {
      // They take minutes for larger ones.
      if (n > 200) return {};
      const rows = rowsOf(reflected(secondDifference(n), n), n);
      const a = numpyTs.array(rows);
      return {
        "numpy-ts": () => {
          const { w, v } = numpyTs.linalg.eigh(a);
          return taken([w, v], (values) => values.toArray());
        },
        ...(n <= 50 && { mathjs: () => mathjs.eigs(rows, { eigenvectors: true }).values }),
      };
    },
    prepare() {
      const a = reflected(secondDifference(n), n);
      const matrix = Matrix.from1DArray(n, n, a);
      return {
        ridgelaw: () => eigh(a, n, { vectors }).values,
        "ml-matrix": () =>
          new EigenvalueDecomposition(matrix, { assumeSymmetric: true }).realEigenvalues,
      };
    },
    check(answer) {
      const values = Float64Array.from(answer as ArrayLike<number>).sort();
      const worst = values.reduce((most, value, k) => {
        return Math.max(most, Math.abs(value - (2 - 2 * Math.cos((Math.PI * (k + 1)) / (n + 1)))));
      }, 0);
      if (!(worst < 1e-10)) throw new Error(`an eigenvalue is off by ${worst}`);
    },
  };
}

export default {
  name: "eigh",
  cases: [
    sized(50, false),
    sized(200, true),
    sized(500, true),
    sized(1000, true),
    sized(1000, true, false),
  ],
} satisfies Benchmark;
