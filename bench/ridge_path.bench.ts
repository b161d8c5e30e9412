// Fifty ridges with leave-one-out errors on real data, beside ml-matrix.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { logspace, Ridge } from "ridgelaw";
import type { Benchmark, Case } from "./harness/benchmark.ts";

const noise = (i: number) => ((Math.sin(i * 12.9898) * 43_758.5453) % 1) - 0.5;

function data(rows: number, columns: number) {
  const X = {
    data: Float64Array.from({ length: rows * columns }, (_, i) => noise(i)),
    rows,
    columns,
  };
  const y = Float64Array.from({ length: rows }, (_, i) => {
    let sum = noise(i + 1e6);
    for (let j = 0; j < columns; j++) sum += (X.data[i * columns + j] as number) / (1 + j);
    return sum;
  });
  return { X, y };
}

/** The leave-one-out path by hand, on another library's singular values. */
function byHand(X: Matrix, y: Float64Array, lambdas: Float64Array): Float64Array {
  const svd = new SingularValueDecomposition(X, { autoTranspose: true });
  const [u, s] = [svd.leftSingularVectors, svd.diagonal];
  const [n, k] = [X.rows, s.length];
  const c = s.map((_, j) => y.reduce((sum, t, i) => sum + t * u.get(i, j), 0));
  return lambdas.map((lambda) => {
    const gain = s.map((sigma) => sigma ** 2 / (sigma ** 2 + n * lambda));
    let total = 0;
    for (let i = 0; i < n; i++) {
      let [fit, leverage] = [0, 0];
      for (let j = 0; j < k; j++) {
        const uij = u.get(i, j);
        fit += uij * (gain[j] as number) * (c[j] as number);
        leverage += uij * uij * (gain[j] as number);
      }
      total += (((y[i] as number) - fit) / (1 - leverage)) ** 2;
    }
    return total / n;
  });
}

function sized(rows: number, columns: number, skipInSmoke: boolean): Case {
  const lambdas = logspace(1e-5, 10, 50);
  const { X, y } = data(rows, columns);
  const expected = () => byHand(Matrix.from1DArray(rows, columns, X.data), y, lambdas);
  return {
    name: `${rows} × ${columns}, 50 ridges`,
    skipInSmoke,
    prepare() {
      const matrix = Matrix.from1DArray(rows, columns, X.data);
      return {
        ridgelaw: () => Ridge.fit(X, y, { lambda: lambdas, intercept: false }).path.looError,
        "ml-matrix": () => byHand(matrix, y, lambdas),
      };
    },
    check(answer) {
      expected().forEach((loo, i) => {
        const error = Math.abs(((answer as Float64Array)[i] as number) / loo - 1);
        if (!(error < 1e-8)) throw new Error(`a leave-one-out error is off by ${error}`);
      });
    },
  };
}

export default {
  name: "ridge path",
  cases: [sized(60, 12, false), sized(2000, 500, true)],
} satisfies Benchmark;
