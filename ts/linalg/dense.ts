import { linalg } from "../bridge/cores/linalg.ts";
import { requireOptions } from "../bridge/options.ts";
import { type Matrix, type MatrixLike, toMatrix } from "../data/matrix.ts";

const square = (a: Float64Array, n: number) => ({ data: a, rows: n, columns: n });

/**
 * Eigenvalues of a symmetric n × n matrix, ascending; eigenvectors as the columns of a row-major matrix.
 * Only the lower triangle is read.
 */
export function eigh(
  a: Float64Array,
  n: number,
  options: { vectors: false },
): { values: Float64Array };
export function eigh(
  a: Float64Array,
  n: number,
  options?: { vectors?: boolean },
): { values: Float64Array; vectors: Float64Array };
export function eigh(a: Float64Array, n: number, options: { vectors?: boolean } = {}): object {
  return linalg.verb("eigh", { a: square(a, n), ...requireOptions(options) });
}

/** Singular values, descending, with left and right singular vectors as columns. */
export const svd = (a: MatrixLike): { values: Float64Array; left: Matrix; right: Matrix } =>
  linalg.verb("svd", { a: toMatrix("a", a) });

/** The lower triangular L of a positive definite n × n matrix A = L Lᵀ, row-major. */
export const cholesky = (a: Float64Array, n: number): Float64Array =>
  linalg.verb<{ factor: Float64Array }>("cholesky", { a: square(a, n) }).factor;

/** A Aᵀ, symmetric to the bit. */
export const gram = (a: MatrixLike): Matrix => linalg.verb("gram", { a: toMatrix("a", a) });

/** A B. */
export const multiply = (a: MatrixLike, b: MatrixLike): Matrix =>
  linalg.verb("multiply", { a: toMatrix("a", a), b: toMatrix("b", b) });
