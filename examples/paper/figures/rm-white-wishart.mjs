import { covarianceEigenvalues, histogram } from "../frame/histogram.mjs";

export const figure = {
  title: "White Wishart matrices: the law of Marčenko and Pastur",
  caption:
    "Eigenvalues that are not zero of one sample covariance of 3,000 white dimensions, for N/P from 1/10 to 10, one picture each, on the density √((b−x)(x−a))/(2πxN/P). At N = P it grows without bound towards zero. The published histograms hold the zeros as well, and their covariances are about the samples' mean, which is one sample less.",
  seconds: 49,
  alone: true,
};

const shapes = [
  { q: 0.1, bins: 20, high: 2.2 },
  { q: 10 ** -0.5, bins: 25, high: 3 },
  { q: 1, bins: 40, high: 4.4 },
  { q: 10 ** 0.5, bins: 40, high: 8.5 },
  { q: 10, bins: 40, high: 18.5 },
];

export default function ({ draw, scaled, keep }) {
  const dimension = scaled(3000);
  return shapes.map(({ q, bins, high }) => {
    const samples = Math.trunc(dimension / q + 1e-9);
    const make = () => Array.from(covarianceEigenvalues(samples, dimension, 0));
    const draws = [keep({ dimension, samples }, make)];
    const element = { kind: "wishart", dimension, samples };
    const mass = Math.min(1, samples / dimension);
    const words = {
      title: `${figure.title}, N/P = ${q.toPrecision(2)}`,
      suffix: `q-${q.toPrecision(2)}`,
    };
    return histogram({ draw, element, draws, mass, bins, high, ...words });
  });
}
