// Monte Carlo beside theory.
import { evaluate, logspace, powerLaw, simulate } from "ridgelaw";
import { simulated } from "ridgelaw/plot";

/** Every part of the error of random features, by theory and by brute force. */
async function monteCarlo() {
  const population = powerLaw({ exponent: 1.2, source: 0.4, modes: 300, noise: 0.1 });
  const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 80 }] };
  const problem = (samples) => ({ model, ...population, samples, lambda: 1e-3 });
  const fine = Float64Array.from(new Set(logspace(12, 800, 120).map(Math.round)));
  const coarse = Float64Array.from(logspace(12, 800, 15).map(Math.round));
  const theory = evaluate(problem(fine));
  const trials = 30;
  const found = await simulate(problem(coarse), { trials, seed: 1 });
  const curve = (label, role, value, { mean, standardError }) => ({
    label,
    role,
    theory: { samples: fine, value },
    measured: { samples: coarse, mean, standardError },
  });
  return simulated({
    curves: [
      curve("test error", "theory", theory.testError, found.testError),
      curve("bias²", "bias", theory.bias, found.bias),
      curve(
        "from features and data",
        "variance",
        theory.variance.featuresData,
        found.variance.featuresData,
      ),
      curve("from noise", "noise", theory.variance.noise, found.variance.noise),
      curve("from features", "reference", theory.variance.features, found.variance.features),
    ],
    trials,
    title: "80 random features of 300 modes: theory and Monte Carlo",
  });
}

export const pictures = { "monte-carlo": monteCarlo };
