// Cholesky factors beside ml-matrix, numpy and, with --peers, numpy-ts and jax-js.
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { cholesky } from "ridgelaw/linalg";
import type { Benchmark, Case } from "./harness/benchmark.ts";
import { close, noise } from "./harness/matrices.ts";
import { rowsOf, taken } from "./harness/peers.ts";

/** Symmetric, with a diagonal that outweighs the rest. */
function definite(n: number): Float64Array {
  const a = noise(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j] as number;
    a[i * n + i] = n;
  }
  return a;
}

function sized(n: number, skipInSmoke: boolean): Case {
  const data = definite(n);
  return {
    name: `n = ${n}`,
    skipInSmoke,
    flops: n ** 3 / 3,
    python: {
      name: "numpy",
      setup: `import numpy; a = numpy.random.default_rng(1).uniform(-1, 1, size=(${n}, ${n})); a = (a + a.T) / 2 + ${n} * numpy.eye(${n})`,
      run: "numpy.linalg.cholesky(a)",
    },
    peers({ numpyTs, jax }) {
      const a = numpyTs.array(rowsOf(data, n));
      const b = jax.numpy.array(data, { dtype: "float64" }).reshape([n, n]);
      return {
        "numpy-ts": () => taken([numpyTs.linalg.cholesky(a)], (factor) => factor.get([1, 0])),
        "jax-js": async () => (await jax.lax.linalg.cholesky(b.ref).data())[n],
      };
    },
    prepare() {
      const matrix = Matrix.from1DArray(n, n, data);
      return {
        ridgelaw: () => cholesky(data, n)[n],
        "ml-matrix": () => new CholeskyDecomposition(matrix).lowerTriangularMatrix.get(1, 0),
      };
    },
    check: (answer) => close(answer as number, (data[n] as number) / Math.sqrt(n)),
  };
}

export default {
  name: "cholesky",
  cases: [sized(60, false), sized(1000, true)],
} satisfies Benchmark;
