import { eigenvaluesOf, histogram, normalMatrix } from "../frame/histogram.mjs";

export const figure = {
  title: "White Wishart matrices: the law of Marčenko and Pastur",
  caption:
    "Eigenvalues of the sample covariance of 1,000 white dimensions that are not zero, for N/P from 1/10 to 10, one picture each. At N = P the density grows without bound towards zero. The paper has 3,000 dimensions, and zeros in its histograms.",
  seconds: 60,
};

const shapes = [
  { q: 0.1, bins: 20, high: 2.2 },
  { q: 10 ** -0.5, bins: 25, high: 3 },
  { q: 1, bins: 40, high: 4.4 },
  { q: 10 ** 0.5, bins: 40, high: 8.5 },
  { q: 10, bins: 40, high: 18.5 },
];

export default function ({ draw, scaled }) {
  const dimension = scaled(1000);
  return shapes.map(({ q, bins, high }) => {
    const samples = Math.trunc(dimension / q + 1e-9);
    const of = (seed) => eigenvaluesOf(normalMatrix(samples, dimension, seed), 1 / samples);
    const element = { kind: "wishart", dimension, samples };
    const mass = Math.min(1, samples / dimension);
    const words = {
      title: `${figure.title}, N/P = ${q.toPrecision(2)}`,
      suffix: `q-${q.toPrecision(2)}`,
    };
    return histogram({ draw, element, draws: [0, 1, 2, 3].map(of), mass, bins, high, ...words });
  });
}
