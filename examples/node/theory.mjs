// The test error of ridge regression at any number of samples, without training anything.
import { logspace, optimalRidge, powerLaw, ridge } from "ridgelaw";

const population = powerLaw({ exponent: 1.5, source: 0.5, modes: 1e6, noise: 0.1 });
const samples = logspace(100, 1e5, 4);
const { testError, kappa } = ridge(population, { samples, lambda: 1e-3 });
for (const [i, count] of samples.entries()) {
  const best = optimalRidge(population, { samples: count });
  console.log(
    `${Math.round(count)} samples: test error ${testError[i].toFixed(4)} at κ = ${kappa[i].toPrecision(3)};`,
    `${best.testError.toFixed(4)} with the best λ, ${best.lambda.toPrecision(3)}`,
  );
}
