// Vectors and matrices of the simulations that a figure does itself.

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
export function quadraticForms({ data: a, rows: n }, vectors) {
  const forms = new Float64Array(n);
  for (let j = 0; j < n; j++)
    for (let k = 0; k < n; k++)
      for (let i = 0; i < n; i++)
        forms[i] += a[j * n + k] * vectors[j * n + i] * vectors[k * n + i];
  return forms;
}
