// Tables: rows of features and a target each.
import { type Kernel, type Matrix, Ridge } from "ridgelaw";

export interface Table {
  name: string;
  /** What the target is: price, survey, count, measure, classes, synthetic, images. */
  kind: string;
  X: Matrix;
  /** Numbers, or names of classes. */
  y: Float64Array | readonly string[];
}

/** Some rows of a table. */
export interface Rows {
  X: Matrix;
  y: number[] | string[];
}

/** A kernel and a ridge. */
export interface Setting {
  kernel: Kernel;
  lambda: number;
}

/** The rows at these places. */
export function take({ X, y }: Table, places: readonly number[]): Rows {
  const data = new Float64Array(places.length * X.columns);
  places.forEach((from, to) => {
    data.set(X.data.subarray(from * X.columns, (from + 1) * X.columns), to * X.columns);
  });
  const targets = places.map((i) => y[i]) as number[] | string[];
  return { X: { data, rows: places.length, columns: X.columns }, y: targets };
}

/** Squared errors on `test` of a model really trained on `training`, one a row, summed over classes. */
export function squaredErrors(training: Rows, test: Rows, setting: Setting): number[] {
  const model = Ridge.train(training.X, training.y, setting);
  const { data, columns } = model.predictAll(test.X);
  return test.y.map((truth, i) => {
    let sum = 0;
    for (let k = 0; k < columns; k++) {
      const target = model.classes ? Number(model.classes[k] === truth) : Number(truth);
      sum += ((data[i * columns + k] as number) - target) ** 2;
    }
    return sum;
  });
}
