// Elements and what becomes of them: degrees of freedom against the ridge, by free probability and of drawn matrices.
import { degreesOfFreedom, logspace } from "ridgelaw";
import { eigh, multiply } from "ridgelaw/linalg";
import { chart } from "ridgelaw/plot";
import { normals } from "../lib/random.mjs";

const dimension = 300;
const sigma = { kind: "powerLaw", exponent: 1.2, modes: dimension };
const layer = { kind: "wishart", dimension, samples: 200 };
const kappa = logspace(1e-4, 1e2, 61);
const marked = logspace(1e-4, 1e2, 13);

/** Z Zᵀ of dimension × samples entries N(0, 1/samples), rows scaled. */
function wishart(seed, samples, scale) {
  const draw = normals(seed);
  const data = Float64Array.from({ length: dimension * samples }, (_, i) => {
    const row = Math.floor(i / samples);
    return (scale(row) * draw()) / Math.sqrt(samples);
  });
  const rows = { data, rows: dimension, columns: samples };
  return multiply(rows, transposed(rows)).data;
}

const transposed = ({ data, rows, columns }) => ({
  data: Float64Array.from(
    { length: data.length },
    (_, i) => data[(i % rows) * columns + Math.floor(i / rows)],
  ),
  rows: columns,
  columns: rows,
});

const root = (row) => (row + 1) ** -0.6;
const spectrum = (row) => (row + 1) ** -1.2;

const elements = [
  { label: "Σ, a power law", role: "theory", element: sigma, stroke: "line", marker: "dot" },
  {
    label: "W, a Wishart matrix of rank 200",
    role: "variance",
    element: layer,
    stroke: "dashed",
    marker: "diamond",
    drawn: () => wishart(1, 200, () => 1),
  },
  {
    label: "product of Σ and W",
    role: "features",
    element: { kind: "product", factors: [sigma, layer] },
    stroke: "dotted",
    marker: "square",
    drawn: () => wishart(2, 200, root),
  },
  {
    label: "sum of Σ and W",
    role: "noise",
    element: { kind: "sum", terms: [sigma, layer] },
    stroke: "dashdot",
    marker: "triangle",
    drawn: () => {
      const sum = wishart(3, 200, () => 1);
      for (let i = 0; i < dimension; i++) sum[i * dimension + i] += spectrum(i);
      return sum;
    },
  },
];

const ofMatrix = (matrix) => {
  const { values } = eigh(matrix, dimension);
  return Float64Array.from(marked, (k) =>
    values.reduce((sum, x) => sum + Math.max(x, 0) / (Math.max(x, 0) + k), 0),
  );
};

function freeElements() {
  const series = elements.map(({ label, role, element, stroke, marker, drawn }) => ({
    label,
    role,
    stroke,
    marker,
    line: { x: kappa, y: degreesOfFreedom(element, { kappa }).df1 },
    ...(drawn && { points: { x: marked, y: ofMatrix(drawn()) } }),
  }));
  return chart({
    title: "What sums and products do to degrees of freedom",
    caption:
      "Lines: by free probability. Points: one drawn matrix each, 300 × 300. At small ridges the degrees of freedom are the rank: 200 for W and the product, all 300 for the sum.",
    x: { label: "ridge κ" },
    y: { label: "degrees of freedom df₁" },
    series,
    table: {
      columns: ["κ", ...elements.map(({ label }) => label)],
      rows: Array.from(kappa, (k, i) => [k, ...series.map(({ line }) => line.y[i])]),
    },
  });
}

export const pictures = { "free-elements": freeElements };
