// Training runs of the shape of the published ones, made of a law that is known.
import { normalList, uniforms } from "../support/random.ts";

export const truth = { E: 1.8172, A: 482.01, alpha: 0.3478, B: 2085.43, beta: 0.3658 };
const lossOf = (n: number, d: number) =>
  truth.E + truth.A * n ** -truth.alpha + truth.B * d ** -truth.beta;

/** Runs of the shape and noise of the published ones. */
export function runs(seed: number, noise = 0.005) {
  const uniform = uniforms(seed);
  const error = normalList(245, seed);
  const parameters = Array.from({ length: 245 }, () => 4.4e7 * (1.6e10 / 4.4e7) ** uniform());
  const samples = parameters.map((n) => Math.min(5e11, Math.max(2e8, n * 0.8 * 375 ** uniform())));
  const loss = parameters.map(
    (n, i) => lossOf(n, samples[i] as number) * Math.exp(noise * (error[i] as number)),
  );
  return { parameters, samples, loss };
}
