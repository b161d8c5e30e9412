// Pictures of fits, made once, that the tests draw.
import {
  allocate,
  coarseGrain,
  dataCollapse,
  fitLaw,
  fitPolynomial,
  intrinsicDimension,
  isotropic,
  layers,
  logspace,
  polynomialTheory,
  ridge,
} from "ridgelaw";
import {
  coarseFlow,
  collapse,
  dimension,
  frontier,
  lawFit,
  network,
  type Picture,
  polynomial,
} from "ridgelaw/plot";
import { normalList, uniforms } from "../support/random.ts";

const error = normalList(60, 1);
const size = logspace(100, 1e5, 40);
const curve = {
  size,
  loss: size.map((x, i) => (0.1 + 3 * x ** -0.5) * (1 + 0.01 * (error[i] as number))),
};
const uniform = uniforms(2);
const parameters = Array.from({ length: 60 }, () => 1e7 * 1e3 ** uniform());
const tokens = parameters.map((n) => n * 300 ** uniform());
const runs = {
  parameters,
  samples: tokens,
  loss: parameters.map(
    (n, i) =>
      (1.8 + 480 * n ** -0.35 + 2100 * (tokens[i] as number) ** -0.37) *
      (1 + 0.005 * (error[i] as number)),
  ),
};
const fit = fitLaw({ ...runs, law: "chinchilla", bootstrap: 30 });

const population = isotropic({ dimension: 500, noise: 1 });
const rows = [1e3, 1e4, 1e5].flatMap((l) =>
  Array.from({ length: 15 }, (_, i) => {
    const x = 1 + ((i - 7) * 0.6) / Math.sqrt(l);
    return { l, x, y: ridge(population, { samples: 500 * x, lambda: 1 / l }).excessError };
  }),
);
const [x, y] = [rows.map((row) => row.x), rows.map((row) => row.y)];
const found = dataCollapse({ size: rows.map((row) => row.l), x, y, bootstrap: 5 });

const noise = normalList(1024, 3);
const points = Array.from({ length: 300 }, () => [uniform(), uniform()]);
const activations = Array.from({ length: 60 }, (_, i) =>
  Array.from({ length: 16 }, (_, j) => (noise[16 * i + j] as number) / (j + 1)),
);
const few = { x: [0.1, 0.3, 0.35, 0.6, 0.8], y: [1, 0, 0.5, -1, 0.2] };
const at = Array.from({ length: 41 }, (_, i) => i / 40);
const functions = [2, 5, 9];
const one = { ...few, domain: [0, 1], at } as const;

export const fitPictures: Record<string, Picture> = {
  lawFit: lawFit({ fit, runs }),
  lawFitOfOne: lawFit({ fit: fitLaw({ ...curve, law: "powerLaw", bootstrap: 30 }), runs: curve }),
  frontier: frontier(
    allocate(fit, {
      budget: logspace(1e18, 1e24, 12),
      now: { parameters: [1e9], samples: [1e10] },
    }),
  ),
  collapse: collapse({ collapse: found, x, y }),
  coarseFlow: coarseFlow(coarseGrain(noise)),
  network: network(layers([activations, activations])),
  dimension: dimension(intrinsicDimension(points)),
  polynomial: polynomial({
    points: few,
    at,
    fits: functions.map((n) => ({
      functions: n,
      values: fitPolynomial({ ...one, functions: n }).values ?? [],
    })),
    functions,
    testError: [0.5, 3, 1],
    theory: {
      functions,
      testError: polynomialTheory({ target: [1, 0.5], functions, samples: 6, noise: 0.1 })
        .testError,
    },
  }),
};
