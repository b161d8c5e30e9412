// Double descent of ridge regression and of random features; correlated samples.
import { corrGcv, isotropic, logspace, powerLaw, Ridge, randomFeatures, ridge } from "ridgelaw";
import { doubleDescent, errorEstimates } from "ridgelaw/plot";
import { correlatedTrials } from "../lib/correlated-trials.mjs";
import { varianceParts } from "./parts.mjs";

/** Test error, bias and variance where samples are as many as dimensions. */
function theory() {
  const population = isotropic({ dimension: 400, noise: 0.1 });
  const samples = Float64Array.from([...logspace(40, 4000, 201), 400]).sort();
  const at = (lambda) => ridge(population, { samples, lambda });
  const [small, large] = [1e-3, 0.1];
  const tamed = { lambda: large, testError: at(large).testError };
  const title = "Double descent of ridge regression, in theory";
  return doubleDescent({ samples, lambda: small, theory: at(small), tamed, title });
}

/** The same with 200 random features of a power law: the peak is where samples are as many as features. */
function features() {
  const population = powerLaw({ exponent: 1.2, source: 0.4, modes: 5000, noise: 0.05 });
  const samples = Float64Array.from([...logspace(20, 4000, 201), 200]).sort();
  const layers = [{ kind: "gaussian", width: 200 }];
  const at = (lambda) => randomFeatures(population, { layers, samples, lambda });
  const [small, large] = [1e-6, 1e-2];
  const { testError, bias, variance } = at(small);
  return doubleDescent({
    samples,
    lambda: small,
    theory: { testError, bias, variance: varianceParts(variance) },
    tamed: { lambda: large, testError: at(large).testError },
    marked: 200,
    title: "200 random features, in theory",
  });
}

/** Sixty directions seen through samples that remember ten steps, and what estimates make of them. */
function correlated() {
  const population = isotropic({ dimension: 60, noise: 0.2 });
  const [length, lambda] = [10, 0.01];
  const options = { lambda, sampleCorrelation: { kind: "exponential", length } };
  const samples = Float64Array.from(logspace(20, 400, 60), Math.round);
  const theory = { samples, testError: ridge(population, { ...options, samples }).testError };
  const estimates = correlatedTrials({ corrGcv, Ridge }, { length, lambda, trials: 40 });
  const title = "Sixty directions, samples correlated over ten steps";
  return errorEstimates({ theory, estimates, title });
}

export const pictures = {
  "double-descent": theory,
  "random-features": features,
  "correlated-samples": correlated,
};
