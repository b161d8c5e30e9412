import { density } from "ridgelaw";
import { multiply } from "ridgelaw/linalg";
import { eigenvaluesOf, histogram, normalMatrix } from "../frame/histogram.mjs";

export const figure = {
  title: "A deep Wishart matrix",
  caption:
    "Non-zero eigenvalues of XᵀX for X the product of a 200 × 1,000 and a 1,000 × 6,000 matrix, and the density of the equation z t = (1+t)(1+30t)(1+6t), here as a product of free factors.",
  seconds: 3,
  alone: true,
};

const [first, second, third] = [200, 1000, 6000];

export default function ({ draw, scaled, keep }) {
  const [n0, n1, n2] = [first, second, third].map(scaled);
  const eigenvalues = (seed) => {
    const product = multiply(normalMatrix(n0, n1, 2 * seed), normalMatrix(n1, n2, 2 * seed + 1));
    return Array.from(eigenvaluesOf(product, 1 / (n0 * n1)));
  };
  const draws = [0, 1, 2, 3, 4, 5].map((seed) => keep({ n0, seed }, () => eigenvalues(seed)));
  const outer = {
    kind: "scaled",
    factor: n2 / n1,
    of: { kind: "wishart", dimension: n1, samples: n2 },
  };
  const factors = [{ kind: "wishart", dimension: n1, samples: n0 }, outer];
  const element = { kind: "resized", dimension: n0, of: { kind: "product", factors } };
  const high = 1.1 * density(element).support.at(-1).high;
  return histogram({ draw, element, draws, bins: 30, high });
}
