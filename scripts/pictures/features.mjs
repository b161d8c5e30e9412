// Random features in theory, and features really drawn and fitted.
import { logspace, noisyFeatures, nonlinearFeatures, powerLaw, Ridge } from "ridgelaw";
import { doubleDescent } from "ridgelaw/plot";
import { normals } from "../lib/random.mjs";
import { varianceParts } from "./parts.mjs";

const dimension = 200;
const noise = 0.1;
const exponent = 0.5;
const population = powerLaw({ exponent, source: 0.5, modes: dimension, noise });
const samples = Float64Array.from([...logspace(20, 2000, 161), 100]).sort();
const sizes = [25, 40, 60, 80, 100, 125, 160, 250, 500, 1000];
const trials = 12;
const tested = 400;

const list = (count, f) => Array.from({ length: count }, (_, i) => f(i));
const dot = (a, b) => a.reduce((sum, x, k) => sum + x * b[k], 0);

/** σ_k w̄_k² = k^-(1 + 2·exponent·source), as the population says. */
const deviations = list(dimension, (k) => (k + 1) ** (-exponent / 2));
const target = list(dimension, (k) => (k + 1) ** (-(1 + exponent) / 2) / deviations[k]);

/** Mean squared errors on new noisy labels of models on features that `draw` makes of inputs. */
function train(lambda, draw, intercept) {
  return sizes.map((size) => {
    const errors = list(trials, (trial) => {
      const normal = normals(size, 1000 * trial + size);
      const features = draw(normal);
      const inputs = (count) => list(count, () => deviations.map((s) => s * normal()));
      const labels = (rows) => rows.map((x) => dot(x, target) + Math.sqrt(noise) * normal());
      const [seen, fresh] = [inputs(size), inputs(tested)];
      const model = Ridge.fit(seen.map(features), labels(seen), { lambda, intercept });
      const found = model.predict(fresh.map(features));
      return labels(fresh).reduce((sum, y, i) => sum + (y - found[i]) ** 2, 0) / tested;
    });
    return { samples: size, testError: errors.reduce((sum, x) => sum + x, 0) / trials };
  });
}

function picture(title, evaluate, draw, intercept) {
  const [small, large] = [1e-5, 1e-2];
  const { testError, bias, variance } = evaluate(small);
  return doubleDescent({
    samples,
    lambda: small,
    theory: { testError, bias, variance: varianceParts(variance) },
    trained: train(small, draw, intercept),
    tamed: {
      lambda: large,
      testError: evaluate(large).testError,
      trained: train(large, draw, intercept),
    },
    marked: 100,
    title,
  });
}

const width = 100;

function noisy() {
  const noiseVariance = 0.02;
  const evaluate = (lambda) => noisyFeatures(population, { width, noiseVariance, samples, lambda });
  const draw = (normal) => {
    const columns = list(width, () => list(dimension, () => normal() / Math.sqrt(width)));
    return (x) => columns.map((f) => dot(f, x) + Math.sqrt(noiseVariance) * normal());
  };
  return picture("100 features with noise of their own", evaluate, draw, false);
}

function nonlinear() {
  const evaluate = (lambda) =>
    nonlinearFeatures(population, { activation: "relu", width, samples, lambda });
  const draw = (normal) => {
    const weights = list(width, () => list(dimension, () => normal() / Math.sqrt(dimension)));
    return (x) => weights.map((w) => Math.max(dot(w, x), 0) / Math.sqrt(width));
  };
  return picture("100 ReLU features, and their Gaussian equivalent", evaluate, draw, true);
}

export const pictures = { "noisy-features": noisy, "nonlinear-features": nonlinear };
