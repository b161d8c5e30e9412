// The package by `require`: one number from each entry.
const { readFileSync } = require("node:fs");
const { isotropic, ridge, simulate } = require("ridgelaw");
const { eigh } = require("ridgelaw/linalg");
const slim = require("ridgelaw/slim");

async function main() {
  const population = isotropic({ dimension: 300, squaredNorm: 3, noise: 0.5 });
  const options = { samples: 200, lambda: 0.1 };
  await slim.init(readFileSync(require.resolve("ridgelaw/core.wasm")));
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
  return {
    simulated,
    kappa: ridge(population, options).kappa,
    slimKappa: slim.ridge(population, options).kappa,
    eigenvalues: Array.from(eigh(Float64Array.of(2, 1, 1, 2), 2).values),
  };
}

main().then((answer) => console.log(JSON.stringify(answer)));
