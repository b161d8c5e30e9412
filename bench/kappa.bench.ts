// The renormalized ridge: one solve on a million modes, and a grid of (P, λ), beside plain JavaScript.
import { logspace, powerLaw, ridge } from "ridgelaw";
import type { Benchmark, Case } from "./harness/benchmark.ts";

const exponent = 1.5;

/** λ = κ(1 − df₁(κ)/P) by Newton in ln κ, as one would write it without a library. */
function plainKappa(eigenvalues: Float64Array, samples: number, lambda: number, start: number) {
  let kappa = start;
  for (let step = 0; step < 60; step++) {
    let df1 = 0;
    let gap = 0;
    for (let k = 0; k < eigenvalues.length; k++) {
      const q = 1 / ((eigenvalues[k] as number) + kappa);
      const a = (eigenvalues[k] as number) * q;
      df1 += a;
      gap += a * kappa * q;
    }
    const change =
      ((samples * lambda) / kappa - samples + df1) / ((samples * lambda) / kappa + gap);
    kappa *= Math.exp(Math.min(1, Math.max(-1, change)));
    if (Math.abs(change) < 1e-13) break;
  }
  return kappa;
}

const spectrum = (modes: number) =>
  Float64Array.from({ length: modes }, (_, k) => (k + 1) ** -exponent);

function close(found: number, expected: number): void {
  if (!(Math.abs(found / expected - 1) < 1e-11)) throw new Error(`${found} is not ${expected}`);
}

const single: Case = {
  name: "one solve, 10⁶ modes",
  skipInSmoke: false,
  prepare() {
    const values = spectrum(1e6);
    const population = powerLaw({ exponent, source: 0.4, modes: 1e6, noise: 0.1 });
    return {
      ridgelaw: () => ridge(population, { samples: 1e4, lambda: 1e-6 }).kappa,
      "plain JavaScript": () => plainKappa(values, 1e4, 1e-6, 1e-5),
    };
  },
  // Case h02 of the reference answers.
  check: (answer) => close(answer as number, 0.000004910286134442665),
};

/** The whole report of ridgelaw beside κ alone in plain JavaScript. */
function grid(samples: number, lambdas: number, modes: number, skipInSmoke: boolean): Case {
  const sizes = logspace(10, 1e5, samples);
  const ridges = logspace(1e-8, 1, lambdas);
  return {
    name: `grid ${samples} × ${lambdas}, ${modes} modes`,
    skipInSmoke,
    prepare() {
      const values = spectrum(modes);
      const population = powerLaw({ exponent, source: 0.4, modes, noise: 0.1 });
      return {
        ridgelaw: () => ridge(population, { samples: sizes, lambda: ridges }).kappa,
        "plain JavaScript": () => {
          const kappas = new Float64Array(samples * lambdas);
          for (let i = 0; i < samples; i++) {
            let kappa = 1e-6;
            for (let j = 0; j < lambdas; j++) {
              kappa = plainKappa(values, sizes[i] as number, ridges[j] as number, kappa);
              kappas[i * lambdas + j] = kappa;
            }
          }
          return kappas;
        },
      };
    },
    check(answer) {
      const last = (answer as Float64Array).at(-1) as number;
      close(last, plainKappa(spectrum(modes), 1e5, 1, 1));
    },
  };
}

export default {
  name: "kappa",
  cases: [single, grid(20, 10, 1000, false), grid(1000, 50, 10_000, true)],
} satisfies Benchmark;
