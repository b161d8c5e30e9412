// Vectors and matrices of the simulations that a figure does itself.
import { multiply } from "ridgelaw/linalg";

/** Σ a b, weighed by `metric`. */
export const dot = (a, b, metric) =>
  a.reduce((sum, x, k) => sum + x * b[k] * (metric?.[k] ?? 1), 0);

export const column = (data) => ({ data, rows: data.length, columns: 1 });

export function transpose({ data, rows, columns }) {
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j];
  return { data: turned, rows: columns, columns: rows };
}

/** vᵢᵀ A vᵢ of every column of V. */
export function quadraticForms(matrix, vectors) {
  const n = matrix.rows;
  const { data } = multiply(matrix, { data: vectors, rows: n, columns: n });
  return columnSums(n, (j, i) => data[j * n + i] * vectors[j * n + i]);
}

/** Σ_j σ_j v_ji² of every column. */
export const weighedSquares = (weights, vectors) =>
  columnSums(weights.length, (j, i) => weights[j] * vectors[j * weights.length + i] ** 2);

function columnSums(n, term) {
  const sums = new Float64Array(n);
  for (let j = 0; j < n; j++) for (let i = 0; i < n; i++) sums[i] += term(j, i);
  return sums;
}

/** A square matrix as means over blocks of a size. */
export function blocks({ data, rows }, size) {
  const count = Math.floor(rows / size);
  const means = new Float64Array(count * count);
  for (let i = 0; i < count * size; i++)
    for (let j = 0; j < count * size; j++)
      means[Math.floor(i / size) * count + Math.floor(j / size)] += data[i * rows + j] / size ** 2;
  return { data: means, rows: count, columns: count };
}
