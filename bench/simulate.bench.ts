// A thousand trials of ridge regression and of random features, theory aside, beside the same in ml-matrix and numpy.
import { inverse, Matrix } from "ml-matrix";
import { type Problem, powerLaw, type Simulation, simulate } from "ridgelaw";
import type { Benchmark, Case, Contenders } from "./harness/benchmark.ts";

const [samples, modes, exponent, lambda, noise] = [200, 100, 1.2, 0.01, 0.1];
const law = powerLaw({ exponent, source: 0.4, modes, noise });
const variances = Array.from({ length: modes }, (_, k) => (k + 1) ** -exponent);
const teacher = variances.map((s, k) => Math.sqrt((k + 1) ** -(1 + 0.8 * exponent) / s));

/** Standard normal numbers as one would make them without a library. */
const normal = () =>
  Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());

function normals(rows: number, columns: number, scale: (column: number) => number): Matrix {
  const matrix = new Matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) matrix.set(i, j, scale(j) * normal());
  }
  return matrix;
}

/** Mean test error over trials, one fit a trial, by another library. */
function byHand(trials: number, width: number | undefined): number {
  let total = 0;
  for (let trial = 0; trial < trials; trial++) {
    const X = normals(samples, modes, (k) => Math.sqrt(variances[k] as number));
    const w = Matrix.columnVector(teacher);
    const y = X.mmul(w).add(normals(samples, 1, () => Math.sqrt(noise)));
    const F = width ? normals(modes, width, () => 1 / Math.sqrt(width)) : undefined;
    const Z = F ? X.mmul(F) : X;
    const system = Z.transpose()
      .mmul(Z)
      .mul(1 / samples);
    for (let j = 0; j < system.rows; j++) system.set(j, j, system.get(j, j) + lambda);
    const v = inverse(system)
      .mmul(Z.transpose().mmul(y))
      .mul(1 / samples);
    const found = (F ? F.mmul(v) : v).to1DArray();
    const error = (k: number) => (found[k] as number) - (teacher[k] as number);
    total += variances.reduce((sum, s, k) => sum + s * error(k) ** 2, noise);
  }
  return total / trials;
}

const numpy = `
import numpy as np
k = np.arange(1, ${modes + 1})
s = k ** -${exponent}
w = np.sqrt(k ** -(1 + 0.8 * ${exponent}) / s)
draw = np.random.default_rng(1)
def run(trials, width):
    total = 0.0
    for _ in range(trials):
        X = draw.standard_normal((${samples}, ${modes})) * np.sqrt(s)
        y = X @ w + np.sqrt(${noise}) * draw.standard_normal(${samples})
        F = draw.standard_normal((${modes}, width)) / np.sqrt(width) if width else None
        Z = X @ F if width else X
        v = np.linalg.solve(Z.T @ Z / ${samples} + ${lambda} * np.eye(Z.shape[1]), Z.T @ y / ${samples})
        error = (F @ v if width else v) - w
        total += np.sum(s * error * error) + ${noise}
    return total / trials
`;

function sized(trials: number, width: number | undefined, skipInSmoke: boolean): Case {
  const model = width
    ? { kind: "randomFeatures" as const, layers: [{ kind: "gaussian" as const, width }] }
    : { kind: "ridge" as const };
  const problem: Problem = { model, ...law, samples, lambda };
  const on = (workers: number) => async () =>
    ((await simulate(problem, { trials, workers })) as Simulation).testError.mean;
  return {
    name: `${trials} trials of ${width ? `${width} random features` : "ridge"}`,
    skipInSmoke,
    // One fit a trial and its test error; here each trial has bias, variance and degrees of freedom too.
    python: { name: "numpy", setup: numpy, run: `run(${trials}, ${width ?? 0})` },
    prepare(): Contenders {
      return {
        "ridgelaw, in place": on(0),
        "ridgelaw, 1 worker": on(1),
        "ridgelaw, 2 workers": on(2),
        "ml-matrix": () => byHand(trials, width),
      };
    },
    async check(answer) {
      const { testError } = (await simulate(problem, { trials: 400, workers: 0 })) as Simulation;
      const spread = testError.standardError * Math.sqrt(400 / trials + 1);
      const apart = Math.abs(((await answer) as number) - testError.theory);
      if (!(apart < 6 * spread)) throw new Error(`the test error is off by ${apart}`);
    },
  };
}

export default {
  name: "simulate",
  cases: [sized(20, undefined, false), sized(1000, undefined, true), sized(1000, 100, true)],
} satisfies Benchmark;
