// What every consumer must answer.
import { CheckFailed } from "../../scripts/lib/tally.mjs";

// Isotropic, D = 300, P = 200, lambda = 0.1: kappa solves lambda = kappa (1 - (D/P) / (1 + kappa)).
// In closed form kappa = (b + sqrt(b^2 + 4 lambda)) / 2 with b = lambda + D/P - 1.
const kappa = 0.7358898943540673;
const eigenvalues = [1, 3];

/** What the first consumer simulated: all others must have the same bits. */
let simulated;

export function checkAnswer(text) {
  const answer = JSON.parse(text);
  simulated ??= answer.simulated;
  if (answer.simulated.length !== 4 || answer.simulated.join() !== simulated.join())
    throw new CheckFailed(`it simulates ${answer.simulated.join()}, not ${simulated.join()}`);
  expectClose("kappa", answer.kappa, kappa);
  if (answer.isShared === false)
    throw new CheckFailed("errors of ridgelaw/slim are no RidgelawError of ridgelaw");
  if ("slimKappa" in answer) expectClose("slimKappa", answer.slimKappa, kappa);
  eigenvalues.forEach((value, i) => {
    expectClose(`eigenvalues[${i}]`, answer.eigenvalues[i], value);
  });
}

function expectClose(name, got, wanted) {
  if (typeof got === "number" && Math.abs(got - wanted) <= 1e-12 * wanted) return;
  throw new CheckFailed(`${name} is ${got}, not ${wanted}`);
}
