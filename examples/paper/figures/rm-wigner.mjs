import { eigh } from "ridgelaw/linalg";
import { densitySeries, edges, normalMatrix } from "../frame/histogram.mjs";
import { transpose } from "../frame/vectors.mjs";

export const figure = {
  title: "The semicircle of Wigner matrices",
  caption:
    "Eigenvalues of symmetric matrices of independent normal entries, in fifty bins, and the semicircle √(4σ²−x²)/(2πσ²): first four matrices of size 2,000 with entries of variance 1/N (σ = 1), then of size 1,000 with σ = 3/2. Eigenvalues repel one another: the bins fluctuate far less than counts of independent numbers would.",
  seconds: 8,
  alone: true,
};

const matrices = [
  { size: 2000, sigma: 1, words: "σ = 1" },
  { size: 1000, sigma: 1.5, words: "σ = 3/2", suffix: "wide" },
];

export default ({ draw, scaled, keep }) =>
  matrices.map(({ size, sigma, words, suffix }) => {
    const dimension = scaled(size);
    const draws = [0, 1, 2, 3].map((seed) =>
      keep({ dimension, sigma, seed }, () => eigenvalues(dimension, sigma, seed)),
    );
    const element = { kind: "wigner", dimension, entryVariance: sigma ** 2 / dimension };
    const [edge, high] = [2.5 * sigma, 0.5 / sigma];
    const bars = { label: "eigenvalues", role: "theory", element, draws };
    const { series, rows } = densitySeries({ ...bars, at: edges(-edge, edge, 50) });
    const x = { label: "Eigenvalue", scale: "linear", domain: [-edge, edge] };
    const y = { label: "Density", scale: "linear", domain: [0, high] };
    return draw({ title: `${figure.title}, ${words}`, series: [series], rows, x, y, suffix });
  });

function eigenvalues(dimension, sigma, seed) {
  const entries = normalMatrix(dimension, dimension, seed);
  const turned = transpose(entries).data;
  const scale = sigma / Math.sqrt(2 * dimension);
  const symmetric = entries.data.map((x, i) => scale * (x + turned[i]));
  return Array.from(eigh(symmetric, dimension, { vectors: false }).values);
}
