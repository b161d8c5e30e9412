// Class labels and their one-hot targets.
import {
  type Labels,
  type Matrix,
  type MatrixLike,
  type NumbersLike,
  toMatrix,
  toTargets,
} from "./matrix.ts";

/** Distinct classes with the class of each sample. */
export interface Classes {
  /** Distinct labels in ascending order. */
  names: string[];
  /** For each sample the position of its label in `names`. */
  index: Int32Array;
}

const isLabel = (label: unknown) => typeof label === "string" || typeof label === "boolean";

/** Whether these targets are class labels rather than numbers. */
export const isLabels = (y: unknown): y is Labels =>
  Array.isArray(y) && isLabel(y[0]) && y.every(isLabel);

/** Sorts out the classes of labels. */
export function toClasses(labels: readonly (string | boolean | number)[]): Classes {
  const texts = labels.map(String);
  const names = [...new Set(texts)].sort();
  const position = new Map(names.map((name, i) => [name, i]));
  return { names, index: Int32Array.from(texts, (text) => position.get(text) ?? 0) };
}

/** One column a class: 1 where a sample is in it, else 0. */
export function oneHot({ names, index }: Classes): Matrix {
  const columns = names.length;
  const data = new Float64Array(index.length * columns);
  index.forEach((k, i) => {
    data[i * columns + k] = 1;
  });
  return { data, rows: index.length, columns };
}

/** Samples and targets for the core; labels become one column a class. */
export function toData(
  X: MatrixLike,
  y: NumbersLike | MatrixLike | Labels,
): { data: { X: Matrix; y: Matrix }; classes: string[] | undefined } {
  const x = toMatrix("X", X);
  if (!isLabels(y)) return { data: { X: x, y: toTargets("y", y) }, classes: undefined };
  const classes = toClasses(y);
  return { data: { X: x, y: oneHot(classes) }, classes: classes.names };
}
