// Products of matrices beside ml-matrix, numpy and, with --peers, numpy-ts, jax-js, tfjs and mathjs.
import { Matrix } from "ml-matrix";
import { gram, multiply } from "ridgelaw/linalg";
import type { Benchmark, Case } from "./harness/benchmark.ts";
import { close, noise } from "./harness/matrices.ts";
import { rowsOf, taken } from "./harness/peers.ts";
import { avx2 } from "./harness/python.ts";

const setup = (n: number) =>
  `import numpy; a = numpy.random.default_rng(1).normal(size=(${n}, ${n}))`;

const single = "tfjs WASM, single precision";

/** Σ_k a_0k b_k1. */
function entry(a: Float64Array, n: number, b: (k: number) => number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += (a[k] as number) * b(k);
  return sum;
}

function product(n: number, skipInSmoke: boolean): Case {
  const data = noise(n * n);
  return {
    name: `A B, n = ${n}`,
    skipInSmoke,
    flops: 2 * n ** 3,
    python: [
      { name: "numpy", setup: setup(n), run: "a @ a" },
      { name: "numpy, AVX2", setup: setup(n), run: "a @ a", env: avx2 },
    ],
    peers({ numpyTs, mathjs, jax, tfjs }) {
      const rows = rowsOf(data, n);
      const a = numpyTs.array(rows);
      const b = jax.numpy.array(data, { dtype: "float64" }).reshape([n, n]);
      const c = tfjs.tensor2d(Float32Array.from(data), [n, n]);
      return {
        "numpy-ts": () => taken([numpyTs.matmul(a, a)], (product) => product.get([0, 1])),
        "jax-js": async () => (await jax.numpy.matmul(b.ref, b.ref).data())[1],
        [single]: async () => {
          const product = tfjs.matMul(c, c);
          const [, answer] = await product.data();
          product.dispose();
          return answer;
        },
        // Minutes for matrices of a thousand.
        ...(n <= 200 && { mathjs: () => mathjs.multiply(rows, rows)[0]?.[1] }),
      };
    },
    prepare() {
      const a = { data, rows: n, columns: n };
      const matrix = Matrix.from1DArray(n, n, data);
      return {
        ridgelaw: () => multiply(a, a).data[1],
        "ml-matrix": () => matrix.mmul(matrix).get(0, 1),
      };
    },
    check: (answer, contender) =>
      close(
        answer as number,
        entry(data, n, (k) => data[k * n + 1] as number),
        contender === single ? 4 : 10,
      ),
  };
}

function squares(n: number, skipInSmoke: boolean): Case {
  const data = noise(n * n);
  return {
    name: `A Aᵀ, n = ${n}`,
    skipInSmoke,
    flops: n ** 3,
    python: { name: "numpy", setup: setup(n), run: "a @ a.T" },
    prepare() {
      const a = { data, rows: n, columns: n };
      const matrix = Matrix.from1DArray(n, n, data);
      return {
        ridgelaw: () => gram(a).data[1],
        "ml-matrix": () => matrix.mmul(matrix.transpose()).get(0, 1),
      };
    },
    check: (answer) =>
      close(
        answer as number,
        entry(data, n, (k) => data[n + k] as number),
      ),
  };
}

export default {
  name: "multiply",
  cases: [
    product(60, false),
    product(200, true),
    product(1000, true),
    squares(60, false),
    squares(1000, true),
  ],
} satisfies Benchmark;
