// Eigenvalues of drawn matrices beside a density.
import { densityAt, draw, isotropic } from "ridgelaw";
import { eigh, gram } from "ridgelaw/linalg";
import { transpose } from "./vectors.mjs";

/** rows × columns independent standard normal numbers, or the columns scaled as the spectrum of `law` says. */
export const normalMatrix = (rows, law, seed, trial = 0) =>
  draw(
    {
      model: { kind: "ridge" },
      ...(typeof law === "number" ? isotropic({ dimension: law }) : law),
      samples: rows,
      lambda: 1,
    },
    { seed, trial, design: { kind: "gaussian", bartlett: false } },
  ).X;

/** Ascending eigenvalues of A Aᵀ times a factor, or of AᵀA, whichever is smaller: zeros apart they are the same. */
export function eigenvaluesOf(matrix, factor = 1) {
  const small = matrix.rows <= matrix.columns ? matrix : transpose(matrix);
  const { data, rows } = gram(small);
  return eigh(
    data.map((x) => factor * x),
    rows,
    { vectors: false },
  ).values;
}

/** Ascending eigenvalues of the sample covariance of `samples` rows that are not zero; more rows than columns go through in chunks. */
export function covarianceEigenvalues(samples, law, seed) {
  const columns = typeof law === "number" ? law : law.spectrum.modes;
  if (samples <= columns) return eigenvaluesOf(normalMatrix(samples, law, seed), 1 / samples);
  const sum = new Float64Array(columns ** 2);
  for (let done = 0, trial = 0; done < samples; done += columns, trial++) {
    const rows = Math.min(columns, samples - done);
    const { data } = gram(transpose(normalMatrix(rows, law, seed, trial)));
    for (let i = 0; i < sum.length; i++) sum[i] += data[i] / samples;
  }
  return eigh(sum, columns, { vectors: false }).values;
}

/** `count` + 1 edges between two places, even or by equal factors. */
export const edges = (low, high, count, scale = "linear") =>
  Array.from({ length: count + 1 }, (_, i) =>
    scale === "log" ? low * (high / low) ** (i / count) : low + ((high - low) * i) / count,
  );

/**
 * Bars of the mean density of several draws, the line of `element`, and a row of the table for each bin: the share of
 * eigenvalues in it, which is compared with the difference of the distribution function at its edges. `mass` is the share of the
 * element's eigenvalues that `draws` have.
 */
export function densitySeries({ label, role, stroke, element, draws, at, mass = 1, scale }) {
  const { cdf } = densityAt(element, { x: at });
  const bins = at
    .slice(1)
    .map((high, i) => binOf({ low: at[i], high, said: (cdf[i + 1] - cdf[i]) / mass, draws }));
  const fine = edges(at[0], at.at(-1), 400, scale);
  const { density } = densityAt(element, { x: fine });
  const bars = { x1: at.slice(0, -1), x2: at.slice(1), y: bins.map(({ height }) => height) };
  const line = {
    x: fine,
    y: Array.from(density, (value) => (value > 0 ? value / mass : Number.NaN)),
  };
  const rows = bins.filter(({ expected }) => expected >= fewest);
  return {
    series: { label, role, stroke, bars, line },
    rows: rows.map((row) => ({ ...row, quantity: label })),
  };
}

/** The same with a point in the middle of each bin in the place of a bar, where several are to be told apart. */
export function pointed({ marker, ...shape }) {
  const { series, rows } = densitySeries(shape);
  const { bars, ...rest } = series;
  const bins = Array.from(bars.y, (y, i) => ({ x: Math.sqrt(bars.x1[i] * bars.x2[i]), y }));
  const filled = bins.filter(({ y }) => y > 0);
  const points = { x: filled.map(({ x }) => x), y: filled.map(({ y }) => y) };
  return { series: { ...rest, marker, points }, rows };
}

/** A bin is scored where as many eigenvalues are expected. */
const fewest = 5;

/** Every draw has as many eigenvalues; how far their number in a bin strays is known. */
function binOf({ low, high, said, draws }) {
  const total = draws.reduce((sum, values) => sum + values.length, 0);
  const inside = (values) => values.filter((value) => value >= low && value < high).length;
  const mean = draws.reduce((sum, values) => sum + inside(values), 0) / total;
  const spread = numberVariance((said * total) / draws.length);
  const error = Math.sqrt(draws.length * spread) / total;
  const expected = said * total;
  const z = error > 0 ? (mean - said) / error : 0;
  return {
    expected,
    theory: said,
    mean,
    error,
    z,
    trials: draws.length,
    x: (low + high) / 2,
    height: mean / (high - low),
  };
}

const euler = 0.5772156649015329;

/** Variance of the number of eigenvalues where n are expected: of real symmetric matrices, beyond one by the logarithm of Dyson and Mehta. */
const numberVariance = (n) =>
  n < 0.5
    ? n
    : Math.max(
        0.4,
        (2 / Math.PI ** 2) * (Math.log(2 * Math.PI * n) + euler + 1 - Math.PI ** 2 / 8),
      );

/** One histogram on linear axes from zero: bars and the line of `element`. */
export function histogram({ draw, element, draws, mass, bins, high, ...words }) {
  const named = { label: "eigenvalues", role: "theory" };
  const { series, rows } = densitySeries({
    ...named,
    element,
    draws,
    mass,
    at: edges(0, high, bins),
  });
  const x = { label: "Eigenvalue", scale: "linear", domain: [0, high] };
  const y = { label: "Density", scale: "linear", domain: [0, 1.1 * Math.max(...series.bars.y)] };
  return draw({ ...words, series: [series], rows, x, y });
}
