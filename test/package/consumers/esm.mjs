// The package as an ES module: one number from each entry.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isotropic, RidgelawError, ridge, simulate } from "ridgelaw";
import { eigh } from "ridgelaw/linalg";
import * as slim from "ridgelaw/slim";

const population = isotropic({ dimension: 300, squaredNorm: 3, noise: 0.5 });
const options = { samples: 200, lambda: 0.1 };
const core = createRequire(import.meta.url).resolve("ridgelaw/core.wasm");
await slim.init(readFileSync(core));

// Draws, solves and means, in place and on a worker: the same bits everywhere.
const problem = {
  model: { kind: "nonlinearFeatures", activation: "gelu", width: 20 },
  ...population,
  spectrum: { kind: "isotropic", dimension: 30 },
  samples: 25,
  lambda: 0.1,
};
const simulated = [];
for (const workers of [0, 1]) {
  const options = { trials: 40, seed: 3, design: "studentT", workers };
  const { testError, variance } = await simulate(problem, options);
  simulated.push(testError.mean, variance.featuresNoise.standardError);
}

/** The error of another entry, whose class is another, as an instance of this one's. */
function isShared() {
  try {
    slim.ridge(population, { samples: -1, lambda: 0 });
    return false;
  } catch (error) {
    return slim.RidgelawError !== RidgelawError && error instanceof RidgelawError;
  }
}

console.log(
  JSON.stringify({
    simulated,
    kappa: ridge(population, options).kappa,
    isShared: isShared(),
    slimKappa: slim.ridge(population, options).kappa,
    eigenvalues: Array.from(eigh(Float64Array.of(2, 1, 1, 2), 2).values),
  }),
);
