// Ridge regression on correlated samples by brute force: X = K^{1/2} Z Σ^{1/2}, label noise correlated alike.
import { corrGcv, draw, Ridge } from "ridgelaw";
import { cholesky, multiply } from "ridgelaw/linalg";

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

/** The values of `count` trials, in pairs, of one problem at one T. */
export function correlatedTrials(problem, { seed, count }) {
  const { samples, sampleCorrelation } = problem;
  const factor = cholesky(correlationMatrix(sampleCorrelation, samples), samples);
  const root = { data: factor, rows: samples, columns: samples };
  const variances = variancesOf(problem.spectrum);
  const trials = Array.from({ length: count }, (_, trial) =>
    trialOf({ problem, root, variances }, { seed, trial }),
  );
  const values = Object.fromEntries(
    Object.keys(trials[0].values).map((path) => [
      path,
      [trials.map((trial) => trial.values[path])],
    ]),
  );
  return { ...values, ...parts(trials, variances) };
}

/** One training set, its fit, and what estimators make of it. */
function trialOf({ problem, root, variances }, stream) {
  const { samples, lambda, noise = 0, sampleCorrelation: correlation, testCorrelation } = problem;
  const { model, spectrum, target } = problem;
  const design = { kind: "gaussian", bartlett: false };
  const drawn = draw({ model, spectrum, target, noise, samples, lambda }, { ...stream, design });
  const X = multiply(root, drawn.X);
  const error = multiply(root, { data: drawn.noise, rows: samples, columns: 1 }).data;
  const clean = multiply(X, { data: drawn.w, rows: drawn.w.length, columns: 1 }).data;
  const y = clean.map((label, i) => label + error[i]);
  const solve = (labels) => Ridge.fit(X, labels, { lambda, intercept: false }).coefficients.data;
  const [signal, fromNoise] = [solve(clean), solve(error)];
  const left = drawn.w.map((w, k) => w - signal[k]);
  const excessError = dot(
    left.map((r, k) => r - fromNoise[k]),
    left.map((r, k) => r - fromNoise[k]),
    variances,
  );
  const found = corrGcv(X, y, { correlation, lambda, intercept: false });
  const { corrGcv: estimate, gcv, naiveGcv, trainError, df1, kappa, kappaTilde } = found;
  const testError = excessError + noise;
  const values = {
    testError,
    excessError,
    corrGcv: estimate,
    gcv,
    naiveGcv,
    trainError,
    df1,
    kappa,
    kappaTilde,
  };
  if (testCorrelation) {
    const w = {
      data: drawn.w.map((_, k) => signal[k] + fromNoise[k]),
      rows: drawn.w.length,
      columns: 1,
    };
    const residual = multiply(X, w).data.map((prediction, i) => y[i] - prediction);
    const { weights, rho } = conditional(root.data, testCorrelation.vector);
    values.correlatedTestError = dot(weights, residual) ** 2 + (1 - rho) * testError;
  }
  return { values, left, fromNoise };
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

/** K⁻¹k and ρ = kᵀK⁻¹k from K = L Lᵀ. */
export function conditional(factor, vector) {
  const n = vector.length;
  const half = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = vector[i];
    for (let j = 0; j < i; j++) sum -= factor[i * n + j] * half[j];
    half[i] = sum / factor[i * n + i];
  }
  const weights = Float64Array.from(half);
  for (let i = n - 1; i >= 0; i--) {
    weights[i] /= factor[i * n + i];
    for (let j = 0; j < i; j++) weights[j] -= factor[i * n + j] * weights[i];
  }
  return { weights, rho: dot(half, half) };
}

const dot = (a, b, metric) => a.reduce((sum, x, k) => sum + x * b[k] * (metric?.[k] ?? 1), 0);

const variancesOf = ({ kind, exponent, modes, dimension, value = 1 }) =>
  kind === "powerLaw"
    ? Float64Array.from({ length: modes }, (_, k) => (k + 1) ** -exponent)
    : new Float64Array(dimension).fill(value);
