// Densities of eigenvalues beside the eigenvalues of drawn matrices: each a function without arguments.
import { density } from "ridgelaw";
import { eigh } from "ridgelaw/linalg";
import { densityPicture } from "ridgelaw/plot";
import { normals } from "../lib/random.mjs";

const list = (count, f) => Array.from({ length: count }, (_, i) => f(i));
const draw = (rows, columns, normal) => list(rows, () => list(columns, normal));
const transpose = (a) => a[0].map((_, j) => a.map((row) => row[j]));
const dot = (a, b) => a.reduce((sum, x, k) => sum + x * b[k], 0);
const gram = (a, scale) => a.map((x) => a.map((y) => scale * dot(x, y)));
const multiply = (a, b, scale) => {
  const columns = transpose(b);
  return a.map((x) => columns.map((y) => scale * dot(x, y)));
};

/** Σ^{1/2} Z Zᵀ Σ^{1/2}, Z of N columns. */
function sample(values, samples, normal) {
  const roots = values.map(Math.sqrt);
  const z = draw(values.length, samples, normal);
  return gram(
    z.map((row, i) => row.map((x) => x * roots[i])),
    1 / samples,
  );
}

/** Symmetric, of that variance off the diagonal. */
function wigner(dimension, variance, normal) {
  const z = draw(dimension, dimension, normal);
  const scale = Math.sqrt(variance / 2);
  return z.map((row, i) => row.map((x, j) => scale * (x + z[j][i])));
}

const gapped = { kind: "eigenvalues", values: [20, 6, 1], multiplicities: [15, 45, 180] };
const levels = gapped.values.flatMap((s, i) => list(gapped.multiplicities[i], () => s));

const spectrumOf = (a) =>
  Array.from(eigh(Float64Array.from(a.flat()), a.length, { vectors: false }).values);

/** Several matrices of one kind. */
const eigenvalues = (count, seed, matrix) => {
  const normal = normals(seed);
  return list(count, () => spectrumOf(matrix(normal))).flat();
};

function structured() {
  const element = { kind: "wishart", covariance: gapped, samples: 1500 };
  return densityPicture({
    density: density(element),
    eigenvalues: eigenvalues(4, 1, (normal) => sample(levels, 1500, normal)),
    title: "Three levels in 1,500 samples: two gaps",
    bars: 110,
    top: 0.9,
  });
}

function deep() {
  const [dimension, widths] = [150, [200, 120]];
  const factors = widths.map((samples) => ({ kind: "wishart", dimension, samples }));
  return densityPicture({
    density: density({ kind: "product", factors }),
    eigenvalues: eigenvalues(6, 2, (normal) => {
      const inner = draw(dimension, widths[0], normal);
      const outer = draw(widths[0], widths[1], normal);
      const both = multiply(inner, outer, 1 / Math.sqrt(widths[0] * widths[1]));
      return gram(both, 1);
    }),
    title: "Two layers of widths 200 and 120 on 150 directions",
  });
}

function hard() {
  const element = { kind: "wishart", dimension: 200, samples: 200 };
  return densityPicture({
    density: density(element),
    eigenvalues: eigenvalues(5, 3, (normal) => sample(new Array(200).fill(1), 200, normal)),
    title: "As many samples as directions: a hard edge at zero",
  });
}

function semicircle() {
  return densityPicture({
    density: density({ kind: "wigner", dimension: 200 }),
    eigenvalues: eigenvalues(5, 4, (normal) => wigner(200, 1 / 200, normal)),
    title: "A Wigner matrix: the semicircle",
  });
}

function sum() {
  const [size, samples, variance] = [240, 120, 0.25];
  const base = { kind: "eigenvalues", values: [9, 4, 0], multiplicities: [60, 60, 120] };
  const own = base.values.flatMap((s, i) => list(base.multiplicities[i], () => s));
  const terms = [
    base,
    { kind: "wishart", dimension: size, samples },
    { kind: "semicircle", dimension: size, variance },
  ];
  return densityPicture({
    density: density({ kind: "sum", terms }),
    eigenvalues: eigenvalues(4, 5, (normal) => {
      const z = gram(draw(size, samples, normal), 1 / samples);
      const w = wigner(size, variance / size, normal);
      return z.map((row, i) => row.map((x, j) => x + w[i][j] + (i === j ? own[i] : 0)));
    }),
    title: "Three levels, a Wishart and a Wigner matrix, added",
  });
}

export const pictures = {
  "density-gaps": structured,
  "density-deep": deep,
  "density-hard-edge": hard,
  "density-semicircle": semicircle,
  "free-sum": sum,
};
