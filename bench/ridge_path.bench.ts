// Fifty ridges with leave-one-out errors on real data, beside ml-matrix, numpy by hand and scikit-learn.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { logspace, Ridge } from "ridgelaw";
import type { Benchmark, Case } from "./harness/benchmark.ts";
import { noise } from "./harness/matrices.ts";

/** Numbers in (-1/2, 1/2) without a pattern. */
const uniform = (count: number, seed: number) => noise(count, seed).map((x) => x / 2);

function data(rows: number, columns: number) {
  const X = { data: uniform(rows * columns, 1), rows, columns };
  const y = uniform(rows, 2).map((error, i) => {
    let sum = error;
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

/** Numbers as random as ours, for peers in Python. */
const inPython = (rows: number, columns: number) => `
import numpy
draw = numpy.random.default_rng(1)
X = draw.uniform(-0.5, 0.5, size=(${rows}, ${columns}))
y = X @ (1 / (1 + numpy.arange(${columns}))) + draw.uniform(-0.5, 0.5, size=${rows})
lambdas = ${rows} * numpy.logspace(-5, 1, 50)
`;

/** Leave-one-out errors and GCV by eigenvectors of XᵀX. */
const numpyByHand = `
def path():
    s, V = numpy.linalg.eigh(X.T @ X)
    Z = X @ V
    g = 1 / (s[:, None] + lambdas)
    rest = y[:, None] - Z @ (g * (Z.T @ y)[:, None])
    left = 1 - (Z * Z) @ g
    return ((rest / left) ** 2).mean(0), (rest**2).mean(0) / left.mean(0) ** 2
`;

const scikitLearn = `
from sklearn.linear_model import RidgeCV
def path():
    return RidgeCV(alphas=lambdas, fit_intercept=False).fit(X, y)
`;

function sized(rows: number, columns: number, skipInSmoke: boolean): Case {
  const lambdas = logspace(1e-5, 10, 50);
  const { X, y } = data(rows, columns);
  const expected = () => byHand(Matrix.from1DArray(rows, columns, X.data), y, lambdas);
  return {
    name: `${rows} × ${columns}, 50 ridges`,
    skipInSmoke,
    python: [
      { name: "numpy", setup: inPython(rows, columns) + numpyByHand, run: "path()" },
      { name: "scikit-learn", setup: inPython(rows, columns) + scikitLearn, run: "path()" },
    ],
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
