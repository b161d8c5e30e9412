// The renormalized ridge: one solve on a million modes, and a grid of (P, λ), beside plain JavaScript and scipy.
import { eigenvalues, logspace, powerLaw, ridge } from "ridgelaw";
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

/** The same by scipy. */
const brentq = (modes: number) => `
import numpy
from scipy.optimize import brentq
s = numpy.arange(1, ${modes} + 1.0) ** -${exponent}
def kappa(P, ridge):
    def excess(t):
        k = numpy.exp(t)
        return ridge / k - 1 + numpy.sum(s / (s + k)) / P
    return numpy.exp(brentq(excess, numpy.log(ridge), numpy.log(ridge + s.sum() / P) + 1e-9, xtol=1e-13, rtol=1e-13))
`;

function close(found: number, expected: number): void {
  if (!(Math.abs(found / expected - 1) < 1e-11)) throw new Error(`${found} is not ${expected}`);
}

const single: Case = {
  name: "one solve, 10⁶ modes",
  skipInSmoke: false,
  python: { name: "scipy brentq", setup: brentq(1e6), run: "kappa(1e4, 1e-6)" },
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
    python: {
      name: "scipy brentq",
      setup: `${brentq(modes)}
sizes = numpy.logspace(1, 5, ${samples})
ridges = numpy.logspace(-8, 0, ${lambdas})`,
      run: "[kappa(P, ridge) for P in sizes for ridge in ridges]",
      ...(skipInSmoke && { runs: 1 }),
    },
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

/** Eigenvalues without a law, which are listed one by one. */
function listed(samples: number, lambdas: number, modes: number): Case {
  const sizes = logspace(10, 1e5, samples);
  const ridges = logspace(1e-8, 1, lambdas);
  const values = spectrum(modes).map((s, k) => s * (1 + 0.1 * Math.sin(k)));
  const population = eigenvalues({ values, squared: values.map((s) => s ** 0.3), noise: 0.1 });
  const grid = { samples: sizes, lambda: ridges };
  return {
    name: `grid ${samples} × ${lambdas}, ${modes} listed modes`,
    skipInSmoke: true,
    prepare: () => ({ ridgelaw: () => ridge(population, grid).kappa }),
    check: (answer) =>
      close((answer as Float64Array).at(-1) as number, plainKappa(values, 1e5, 1, 1)),
  };
}

export default {
  name: "kappa",
  cases: [
    single,
    grid(20, 10, 1000, false),
    grid(1000, 50, 10_000, true),
    listed(20, 10, 1_000_000),
  ],
} satisfies Benchmark;
