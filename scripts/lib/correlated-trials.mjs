// Autoregressive samples, and what CorrGCV, GCV and leave-one-out say of models trained on them.
import { normals } from "./random.mjs";

const dimension = 60;
const noise = 0.2;
const sizes = [24, 40, 60, 90, 140, 220, 360];

/** One column: e^(−|i−j|/length) between its entries. */
function series(normal, samples, length) {
  const r = Math.exp(-1 / length);
  const column = [normal()];
  while (column.length < samples) {
    column.push(r * column.at(-1) + Math.sqrt(1 - r * r) * normal());
  }
  return column;
}

function draw(normal, samples, length) {
  const columns = Array.from({ length: dimension }, () => series(normal, samples, length));
  const error = series(normal, samples, length);
  const X = error.map((_, i) => columns.map((column) => column[i]));
  const weight = 1 / Math.sqrt(dimension);
  const y = X.map((row, i) => {
    const signal = row.reduce((sum, x) => sum + weight * x, 0);
    return signal + Math.sqrt(noise) * error[i];
  });
  return { X, y };
}

/** Means over `trials` training sets at each size. */
export function correlatedTrials({ corrGcv, Ridge }, { length, lambda, trials }) {
  const names = ["truth", "corrGcv", "gcv", "looError"];
  const means = Object.fromEntries(["samples", ...names].map((name) => [name, []]));
  for (const samples of sizes) {
    const sums = Object.fromEntries(names.map((name) => [name, 0]));
    for (let trial = 0; trial < trials; trial++) {
      const { X, y } = draw(normals(samples, 1000 * samples + trial), samples, length);
      const options = { lambda, intercept: false };
      const correlation = { kind: "exponential", length };
      const found = corrGcv(X, y, { ...options, correlation });
      const { coefficients } = Ridge.fit(X, y, options).model;
      const off = coefficients.data.map((w) => (w - 1 / Math.sqrt(dimension)) ** 2);
      sums.truth += noise + off.reduce((sum, x) => sum + x, 0);
      for (const name of names.slice(1)) sums[name] += found[name];
    }
    means.samples.push(samples);
    for (const name of names) means[name].push(sums[name] / trials);
  }
  return means;
}
