// Sample covariances of σ_k = k^−1.2 with few, as many and many samples.
import { covarianceEigenvalues } from "./histogram.mjs";
import { sourceCapacity } from "./laws.mjs";

const shapes = [
  { q: 0.1, role: "theory", stroke: "line", marker: "dot" },
  { q: 10 ** -0.5, role: "features", stroke: "longdash", marker: "square" },
  { q: 1, role: "bias", stroke: "dashed", marker: "triangle" },
  { q: 10 ** 0.5, role: "observed", stroke: "dotted", marker: "cross" },
  { q: 10, role: "variance", stroke: "dashdot", marker: "diamond" },
];

/** For each N/P its looks, the element of the limit, the number of eigenvalues that are not zero, and these of `count` draws. */
export function wishartShapes({ dimension, count, keep }) {
  const law = sourceCapacity({ alpha: 1.2, r: 1, modes: dimension });
  return shapes.map(({ q, ...look }) => {
    const samples = Math.trunc(dimension / q + 1e-9);
    const drawn = (_, seed) =>
      keep({ dimension, samples, seed }, () =>
        Array.from(covarianceEigenvalues(samples, law, seed)),
      );
    const element = { kind: "wishart", covariance: law.spectrum, samples };
    const rank = Math.min(dimension, samples);
    return {
      label: `N/P = ${q.toPrecision(2)}`,
      ...look,
      element,
      rank,
      draws: Array.from({ length: count }, drawn),
    };
  });
}
