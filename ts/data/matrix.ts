// Numbers as users have them, made into what the core takes.
import { RidgelawError } from "../bridge/errors.ts";
import { doubles, isList, isTypedNumbers, type TypedNumbers } from "../bridge/marshal.ts";

/** A list of numbers. */
export type NumbersLike = readonly number[] | TypedNumbers;

/** A row-major matrix: `rows × columns` numbers. */
export interface Matrix {
  data: Float64Array;
  rows: number;
  columns: number;
}

/** A matrix in any form: with its shape, or as rows. */
export type MatrixLike =
  | { data: NumbersLike; rows: number; columns: number }
  | readonly NumbersLike[];

/** Class labels, one a sample. */
export type Labels = readonly string[] | readonly boolean[];

/** A copy-free Float64Array where it already is one. */
export const toFloat64 = (numbers: NumbersLike): Float64Array =>
  numbers instanceof Float64Array ? numbers : doubles(numbers);

const isShaped = (x: object): x is { data: NumbersLike; rows: number; columns: number } =>
  "data" in x && "rows" in x && "columns" in x;

/** Whether this is a list of numbers of any type. */
export const isNumbers = (x: unknown): x is NumbersLike => isTypedNumbers(x) || isList(x);

const wrong = (code: string, argument: string, message: string) =>
  new RidgelawError(code, argument, message);

/** Rows of equal length, or a shaped matrix, as one flat array with its shape. */
export function toMatrix(argument: string, x: unknown): Matrix {
  if (typeof x !== "object" || x === null) {
    throw wrong(
      "WrongType",
      argument,
      `${argument} must be rows of numbers or { data, rows, columns }`,
    );
  }
  if (isShaped(x)) return shaped(argument, x);
  if (!Array.isArray(x)) {
    throw wrong(
      "WrongType",
      argument,
      `${argument} must be rows of numbers or { data, rows, columns }`,
    );
  }
  if (x.length === 0) throw wrong("Empty", argument, `${argument} is empty`);
  return fromRows(argument, x);
}

function shaped(argument: string, x: { data: NumbersLike; rows: number; columns: number }): Matrix {
  if (!isNumbers(x.data)) {
    throw wrong("WrongType", `${argument}.data`, `${argument}.data must be an array of numbers`);
  }
  return { data: toFloat64(x.data), rows: x.rows, columns: x.columns };
}

function fromRows(argument: string, rows: readonly unknown[]): Matrix {
  const notNumbers = (at: string) => wrong("WrongType", at, `${at} must be an array of numbers`);
  if (!isNumbers(rows[0])) throw notNumbers(`${argument}[0]`);
  const columns = rows[0].length;
  if (columns === 0) throw wrong("Empty", `${argument}[0]`, `${argument}[0] is empty`);
  const data = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    const at = `${argument}[${i}]`;
    if (!isNumbers(row)) throw notNumbers(at);
    if (row.length !== columns) {
      const message = `${at} has ${row.length} entries where ${columns} are needed (as many as ${argument}[0])`;
      throw wrong("ShapeMismatch", at, message);
    }
    data.set(row, i * columns);
  });
  return { data, rows: rows.length, columns };
}

/** Targets: a list of numbers is one column. */
export function toTargets(argument: string, y: unknown): Matrix {
  if (isNumbers(y)) {
    if (y.length === 0) throw wrong("Empty", argument, `${argument} is empty`);
    return { data: toFloat64(y), rows: y.length, columns: 1 };
  }
  return toMatrix(argument, y);
}
