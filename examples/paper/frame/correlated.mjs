// Ridge regression on correlated samples by brute force: X = K^{1/2} Z Σ^{1/2}, label noise correlated alike.
import { corrGcv, draw, Ridge } from "ridgelaw";
import { cholesky, multiply } from "ridgelaw/linalg";
import { conditional } from "./conditional.mjs";
import { tracesOf } from "./traces.mjs";
import { column, dot } from "./vectors.mjs";

/** Correlation at a distance. */
const kinds = {
  exponential: ({ length }, distance) => Math.exp(-distance / length),
  nearestNeighbour: ({ strength }, distance) => [1, strength / 2][distance] ?? 0,
  powerLaw: ({ exponent }, distance) => (1 + distance) ** -exponent,
};

/** K, row after row. */
export function correlationMatrix(correlation, samples) {
  const at = Float64Array.from({ length: samples }, (_, d) =>
    kinds[correlation.kind](correlation, d),
  );
  return Float64Array.from(
    { length: samples * samples },
    (_, i) => at[Math.abs(Math.floor(i / samples) - (i % samples))],
  );
}

/** Trials, in pairs, of one problem at one T. */
export const correlated = {
  name: "correlated",
  trials(problem, { seed, count }) {
    const { samples, sampleCorrelation } = problem;
    const square = { rows: samples, columns: samples };
    const correlation = { data: correlationMatrix(sampleCorrelation, samples), ...square };
    const root = { data: cholesky(correlation.data, samples), ...square };
    const setting = { problem, correlation, root, variances: variancesOf(problem.spectrum) };
    const trials = Array.from({ length: count }, (_, trial) => trialOf(setting, { seed, trial }));
    const paths = Object.keys(trials[0].values);
    const valuesOf = (path) => [path, [trials.map(({ values }) => values[path])]];
    return { ...Object.fromEntries(paths.map(valuesOf)), ...parts(trials, setting.variances) };
  },
};

/** X = K^{1/2} Z Σ^{1/2} of one draw. */
export function correlatedInputs({ samples, sampleCorrelation, ...law }, stream) {
  const factor = cholesky(correlationMatrix(sampleCorrelation, samples), samples);
  const drawn = draw(
    { model: { kind: "ridge" }, ...law, samples, lambda: 1 },
    { ...stream, design },
  );
  return multiply({ data: factor, rows: samples, columns: samples }, drawn.X);
}

/** Every row is drawn. */
const design = { kind: "gaussian", bartlett: false };

/** One training set, its fit, and what estimators make of it. */
function trialOf(setting, stream) {
  const { problem, root, variances } = setting;
  const { samples, lambda, noise = 0, model, spectrum, target } = problem;
  const drawn = draw({ model, spectrum, target, noise, samples, lambda }, { ...stream, design });
  const X = multiply(root, drawn.X);
  const error = multiply(root, column(drawn.noise)).data;
  const clean = multiply(X, column(drawn.w)).data;
  const y = clean.map((label, i) => label + error[i]);
  const solve = (labels) => Ridge.fit(X, labels, { lambda, intercept: false }).coefficients.data;
  const [signal, fromNoise] = [solve(clean), solve(error)];
  const left = drawn.w.map((w, k) => w - signal[k]);
  const wrong = left.map((r, k) => r - fromNoise[k]);
  const excessError = dot(wrong, wrong, variances);
  const errors = { excessError, testError: excessError + noise };
  const options = { correlation: problem.sampleCorrelation, lambda, intercept: false };
  const { corrGcv: estimate, gcv, naiveGcv, trainError } = corrGcv(X, y, options);
  const estimates = { corrGcv: estimate, gcv, naiveGcv, trainError };
  const fitted = () => multiply(X, column(signal.map((w, k) => w + fromNoise[k]))).data;
  const near = nearby(setting, errors.testError, () => fitted().map((f, i) => y[i] - f));
  const values = { ...errors, ...estimates, ...tracesOf({ ...setting, X }, lambda), ...near };
  return { values, left, fromNoise };
}

/** The error at a test point that is correlated with the training set. */
function nearby({ problem: { testCorrelation }, root }, testError, residual) {
  if (!testCorrelation) return {};
  const { weights, rho } = conditional(root.data, testCorrelation.vector);
  return { correlatedTestError: dot(weights, residual()) ** 2 + (1 - rho) * testError };
}

/** Bias and variance of each pair, without bias of their own. */
function parts(trials, variances) {
  const pairs = Array.from({ length: Math.floor(trials.length / 2) }, (_, i) => [
    trials[2 * i],
    trials[2 * i + 1],
  ]);
  const square =
    (name) =>
    ([a, b]) =>
      (dot(a[name], a[name], variances) + dot(b[name], b[name], variances)) / 2;
  const bias = pairs.map(([a, b]) => dot(a.left, b.left, variances));
  return {
    bias: [bias],
    "variance.data": [pairs.map((pair, i) => square("left")(pair) - bias[i])],
    "variance.noise": [pairs.map(square("fromNoise"))],
  };
}

const variancesOf = ({ kind, exponent, modes, dimension, value = 1 }) =>
  kind === "powerLaw"
    ? Float64Array.from({ length: modes }, (_, k) => (k + 1) ** -exponent)
    : new Float64Array(dimension).fill(value);
