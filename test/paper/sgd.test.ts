// Stochastic gradient descent: the recursion and the runs against plain batches.
import { draw, isotropic } from "ridgelaw";
import { expect, it } from "vitest";
import { expectedLoss, runOf } from "../../examples/paper/frame/sgd.mjs";

const variances = [1, 0.6, 0.3, 0.1, 0.05];
const squared = [0.5, 1, 0.2, 2, 0.7];
const [step, batch, last] = [0.9, 3, 12];
const problem = { variances, squared, step, batch };
const times = [0, 1, 2, 5, last];
const runs = 6000;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, x, k) => sum + x * (b[k] ?? Number.NaN), 0);

/** Losses of one run in which every entry of every batch is drawn. */
function plainRun(trial: number): number[] {
  const left = squared.map(Math.sqrt);
  const loss = () =>
    dot(
      variances,
      left.map((x) => x * x),
    );
  const found = [loss()];
  for (const rows of batchesOf(trial)) {
    const errors = rows.map((row) => dot(row, left));
    const gradient = left.map((_, k) =>
      dot(
        rows.map((row) => row[k] ?? Number.NaN),
        errors,
      ),
    );
    for (const [k, g] of gradient.entries()) left[k] = (left[k] ?? Number.NaN) - (step / batch) * g;
    found.push(loss());
  }
  return found.filter((_, t) => times.includes(t));
}

function batchesOf(trial: number): number[][][] {
  const columns = variances.length;
  const { X } = draw(
    {
      model: { kind: "ridge" },
      ...isotropic({ dimension: columns }),
      samples: batch * last,
      lambda: 1,
    },
    { seed: 7, trial, design: { kind: "gaussian", bartlett: false } },
  );
  const row = (i: number) =>
    variances.map((s, k) => Math.sqrt(s) * (X.data[i * columns + k] ?? Number.NaN));
  return Array.from({ length: last }, (_, t) =>
    Array.from({ length: batch }, (_, b) => row(batch * t + b)),
  );
}

const direct = (trial: number): number[] => runOf(problem, times, trial);

const all = (run: (trial: number) => number[]) =>
  Array.from({ length: runs }, (_, trial) => run(trial));

function moments(values: number[]) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance };
}

it.each([
  ["plain batches", plainRun],
  ["runs that draw only what a step asks for", direct],
])("the expected loss is the mean over %s", (_, run) => {
  const losses = all(run);
  const said = expectedLoss(problem, times);
  const columns = times.map((_, i) => losses.map((each) => each[i] ?? Number.NaN));
  const scores = columns.slice(1).map((values, i) => {
    const { mean, variance } = moments(values);
    return (mean - (said[i + 1] ?? Number.NaN)) / Math.sqrt(variance / runs);
  });
  expect(losses[0]?.[0]).toBeCloseTo(said[0] ?? Number.NaN, 12);
  for (const z of scores) expect(Math.abs(z)).toBeLessThan(3.5);
});

it("the spread of a run is that of plain batches", () => {
  const spread = (run: (trial: number) => number[]) =>
    moments(all(run).map((losses) => Math.log(losses[3] ?? Number.NaN))).variance;
  expect(Math.abs(spread(direct) / spread(plainRun) - 1)).toBeLessThan(0.12);
});
