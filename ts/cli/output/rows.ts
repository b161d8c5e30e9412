// Matrices as people write them.
import type { Matrix } from "ridgelaw";

/** One array a row. */
export const rowsOf = ({ data, rows, columns }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from(data.subarray(i * columns, (i + 1) * columns)));

/** Numbers where there is one column, else one array a row. */
export const numbersOrRows = (matrix: Matrix): number[] | number[][] =>
  matrix.columns === 1 ? Array.from(matrix.data) : rowsOf(matrix);
