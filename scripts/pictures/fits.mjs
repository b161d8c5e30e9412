// Pictures of laws fitted to runs, and of what is read off data: each a function without arguments.
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
  polynomial,
} from "ridgelaw/plot";
import { normals, uniforms } from "../lib/random.mjs";

/** Runs of the shape of the published ones. */
function runs() {
  const uniform = uniforms(1);
  const normal = normals(2);
  const rows = Array.from({ length: 245 }, () => {
    const parameters = 4.4e7 * (1.6e10 / 4.4e7) ** uniform();
    const samples = Math.min(5e11, Math.max(2e8, parameters * 0.8 * 375 ** uniform()));
    const loss = 1.8172 + 482.01 * parameters ** -0.3478 + 2085.43 * samples ** -0.3658;
    return { parameters, samples, loss: loss * Math.exp(0.005 * normal()) };
  });
  const column = (name) => rows.map((row) => row[name]);
  return { parameters: column("parameters"), samples: column("samples"), loss: column("loss") };
}

const fitted = () => fitLaw({ ...runs(), law: "chinchilla" });

/** The double-descent peak at four ridges: sizes are 1/λ. */
function peak() {
  const population = isotropic({ dimension: 1000, noise: 1 });
  const rows = [1e3, 1e4, 1e5, 1e6].flatMap((size) =>
    Array.from({ length: 31 }, (_, i) => {
      const x = 1 + ((i - 15) * 0.4) / Math.sqrt(size);
      return { size, x, y: ridge(population, { samples: 1000 * x, lambda: 1 / size }).excessError };
    }),
  );
  const column = (name) => rows.map((row) => row[name]);
  const [x, y] = [column("x"), column("y")];
  const found = dataCollapse({ size: column("size"), x, y });
  return collapse({ collapse: found, x, y, names: { x: "P/D", y: "E" } });
}

/** A slow wave with noise of half its size. */
function signal() {
  const normal = normals(3);
  const clean = Float64Array.from(
    { length: 4096 },
    (_, i) => Math.sin(i / 150) + Math.sin(i / 400),
  );
  return coarseFlow(
    coarseGrain(
      clean.map((x) => x + 0.7 * normal()),
      { clean, block: 2, steps: 5 },
    ),
  );
}

/** A ReLU network with random weights on data of a power law. */
function relu() {
  const normal = normals(4);
  const width = 200;
  let activations = Array.from({ length: 400 }, () =>
    Array.from({ length: width }, (_, j) => normal() * (j + 1) ** -0.7),
  );
  const all = [activations];
  for (let layer = 0; layer < 3; layer++) {
    const weights = Array.from({ length: width }, () =>
      Array.from({ length: width }, () => normal() * Math.sqrt(2 / width)),
    );
    const next = (row) =>
      weights.map((w) =>
        Math.max(
          0,
          w.reduce((sum, x, j) => sum + x * row[j], 0),
        ),
      );
    activations = activations.map(next);
    all.push(activations);
  }
  return network(layers(all), ["inputs", "layer 1", "layer 2", "layer 3"]);
}

/** Points on a torus of two angles in four columns. */
function torus() {
  const uniform = uniforms(5);
  const points = Array.from({ length: 2000 }, () =>
    [uniform(), uniform()].flatMap((u) => [Math.cos(2 * Math.PI * u), Math.sin(2 * Math.PI * u)]),
  );
  return dimension(intrinsicDimension(points));
}

const wave = (t) => 1 / (1 + 4 * Math.sin((Math.PI * t) / 2) ** 2) - 0.5 * Math.sin(Math.PI * t);

/** Fourier fits of a smooth periodic function from twenty points. */
function polynomials() {
  const [samples, sigma, draws] = [20, 0.2, 60];
  const at = Array.from({ length: 401 }, (_, i) => i / 200 - 1);
  const truth = at.map(wave);
  const grid = Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 2000 - 1);
  const one = { basis: "fourier", domain: [-1, 1], lambda: 1e-3 };
  // Coefficients of the truth by the orthonormality of the functions.
  const { coefficients } = fitPolynomial({
    ...one,
    lambda: 0,
    x: grid,
    y: grid.map(wave),
    functions: 61,
  });
  const functions = [...new Set([...logspace(1, 200, 40)].map(Math.round))];
  const set = (seed) => {
    const [uniform, normal] = [uniforms(seed, 2 * seed + 1), normals(seed, 2 * seed + 2)];
    const x = Array.from({ length: samples }, () => 2 * uniform() - 1);
    return { x, y: x.map((t) => wave(t) + sigma * normal()) };
  };
  const error = (values) =>
    sigma ** 2 + values.reduce((sum, v, i) => sum + (v - truth[i]) ** 2, 0) / at.length;
  const testError = functions.map((count) => {
    const errors = Array.from({ length: draws }, (_, seed) =>
      error(fitPolynomial({ ...one, ...set(seed), functions: count, at }).values),
    );
    return errors.sort((a, b) => a - b)[draws / 2];
  });
  const points = set(7);
  const fits = [7, 20, 200].map((count) => ({
    functions: count,
    values: fitPolynomial({ ...one, ...points, functions: count, at }).values,
  }));
  const along = Array.from({ length: 200 }, (_, i) => i + 1);
  const theory = polynomialTheory({
    target: coefficients,
    functions: along,
    samples,
    noise: sigma ** 2,
    basis: "fourier",
    lambda: one.lambda,
  });
  return polynomial({ points, at, fits, functions, testError, theory });
}

export const pictures = {
  "law-fit": () => lawFit({ fit: fitted(), runs: runs() }),
  frontier: () =>
    frontier(
      allocate(fitted(), {
        budget: logspace(1e18, 1e25, 29),
        now: { parameters: [7e10, 1.5e9], samples: [1.4e12, 3e11] },
      }),
    ),
  collapse: peak,
  "coarse-graining": signal,
  layers: relu,
  dimension: torus,
  polynomial: polynomials,
};
