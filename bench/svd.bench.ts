// Singular values and vectors beside ml-matrix, numpy and, with --peers, numpy-ts.
import { Matrix, SingularValueDecomposition } from "ml-matrix";
import { svd } from "ridgelaw/linalg";
import type { Benchmark, Case, Contenders } from "./harness/benchmark.ts";
import { close, noise } from "./harness/matrices.ts";
import { rowsOf, taken } from "./harness/peers.ts";

function sized(rows: number, columns: number, skipInSmoke: boolean): Case {
  const data = noise(rows * columns);
  const squares = data.reduce((sum, x) => sum + x * x, 0);
  return {
    name: `${rows} × ${columns}`,
    skipInSmoke,
    python: {
      name: "numpy",
      setup: `import numpy; a = numpy.random.default_rng(1).normal(size=(${rows}, ${columns}))`,
      run: "numpy.linalg.svd(a, full_matrices=False)",
    },
    peers({ numpyTs }): Contenders {
      // Minutes for larger ones.
      if (columns > 100) return {};
      const a = numpyTs.array(rowsOf(data, columns));
      return {
        "numpy-ts": () => {
          const { u, s, vt } = numpyTs.linalg.svd(a, false);
          return taken([s, u, vt], (values) => values.toArray());
        },
      };
    },
    prepare() {
      const matrix = Matrix.from1DArray(rows, columns, data);
      return {
        ridgelaw: () => svd({ data, rows, columns }).values,
        "ml-matrix": () => new SingularValueDecomposition(matrix).diagonal,
      };
    },
    check(answer) {
      const values = answer as ArrayLike<number>;
      close(
        Array.from(values).reduce((sum, sigma) => sum + sigma * sigma, 0),
        squares,
      );
    },
  };
}

export default {
  name: "svd",
  cases: [sized(60, 20, false), sized(400, 100, true), sized(2000, 500, true)],
} satisfies Benchmark;
