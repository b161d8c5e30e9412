import { eigh } from "ridgelaw/linalg";
import { densitySeries, edges, normalMatrix, transpose } from "../frame/histogram.mjs";

export const figure = {
  title: "The semicircle of Wigner matrices",
  caption:
    "Eigenvalues of a symmetric matrix of independent normal entries, in fifty bins, and the semicircle √(4−x²)/2π. Eigenvalues repel one another: the bins fluctuate far less than counts of independent numbers would.",
  seconds: 30,
};

const bins = edges(-2.5, 2.5, 50);

export default function ({ draw, scaled }) {
  const dimension = scaled(2000);
  const draws = [0, 1, 2, 3].map((seed) => {
    const entries = normalMatrix(dimension, dimension, seed);
    const turned = transpose(entries).data;
    const symmetric = entries.data.map((x, i) => (x + turned[i]) / Math.sqrt(2 * dimension));
    return eigh(symmetric, dimension, { vectors: false }).values;
  });
  const element = { kind: "wigner", dimension };
  const { series, rows } = densitySeries({
    label: "eigenvalues",
    role: "theory",
    element,
    draws,
    at: bins,
  });
  const x = { label: "Eigenvalue", scale: "linear", domain: [-2.5, 2.5] };
  return draw({
    series: [series],
    rows,
    x,
    y: { label: "Density", scale: "linear", domain: [0, 0.5] },
  });
}
