// Features in units of their own spread.
import type { FittedModel, Matrix } from "ridgelaw";
import type { Option } from "../command.ts";

/** The mean and the standard deviation of each column; 1 for a column that is constant. */
export interface Units {
  means: number[];
  deviations: number[];
}

/** The units of a training set. */
export function unitsOf(X: Matrix): Units {
  // From the first row, so that a constant column has exactly no spread.
  const first = Array.from(X.data.subarray(0, X.columns));
  const shifts = columnMeans(X, (x, j) => x - (first[j] ?? 0));
  const means = first.map((x, j) => x + (shifts[j] ?? 0));
  const squares = columnMeans(X, (x, j) => (x - (means[j] ?? 0)) ** 2);
  return { means, deviations: squares.map((square) => Math.sqrt(square) || 1) };
}

function columnMeans({ data, rows, columns }: Matrix, of: (x: number, j: number) => number) {
  const sums = new Array<number>(columns).fill(0);
  data.forEach((x, place) => {
    const j = place % columns;
    sums[j] = (sums[j] ?? 0) + of(x, j);
  });
  return sums.map((sum) => sum / rows);
}

/** The same rows in these units. */
export function inUnits(X: Matrix, { means, deviations }: Units): Matrix {
  const data = X.data.map((x, place) => {
    const j = place % X.columns;
    return (x - (means[j] ?? 0)) / (deviations[j] ?? 1);
  });
  return { ...X, data };
}

/** A linear model for the features as they were, of one that was fitted in these units. */
export function inOriginalUnits(model: FittedModel, { means, deviations }: Units): FittedModel {
  if (!("coefficients" in model)) return model;
  const { columns } = model.coefficients;
  const data = model.coefficients.data.map(
    (w, place) => w / (deviations[Math.floor(place / columns)] ?? 1),
  );
  const intercept = model.intercept.map((b, k) =>
    means.reduce((left, mean, j) => left - mean * (data[j * columns + k] ?? 0), b),
  );
  return { coefficients: { ...model.coefficients, data }, intercept };
}

/** The option of the commands that can do this. */
export const standardizeOption: Option = {
  type: "boolean",
  help: "first centre every feature and divide it by its standard deviation",
};
