// A fitted function.
import { estimator } from "../bridge/cores/estimator.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { isSparse } from "../bridge/marshal.ts";
import { requireOptions } from "../bridge/options.ts";
import { type Matrix, type MatrixLike, toMatrix } from "../data/matrix.ts";
import type { Kernel } from "./kernel.ts";
import { fromSaved, type SavedModel, toSaved } from "./saved_model.ts";

/** A fitted model as plain data: what a predictor can be made of again. */
export type Model =
  | { coefficients: Matrix; intercept: Float64Array }
  | { kernel: Kernel; dualCoefficients: Matrix; intercept: Float64Array; X?: Matrix };

/** A fitted function of the features. */
export class Predictor {
  /** Class names in the order of the targets, where labels were fitted. */
  readonly classes: readonly string[] | undefined;
  readonly #model: Model;

  /**
   * @param model what was fitted
   * @param x its training samples, which any kernel but the linear one needs
   */
  constructor(model: Model, x?: Matrix, classes?: readonly string[]) {
    const given = requireOptions(model, "model");
    this.#model = "coefficients" in given || !x ? given : { ...given, X: x };
    if (classes !== undefined && !isNames(classes)) {
      throw new RidgelawError("WrongType", "classes", "classes must be an array of class names");
    }
    this.classes = classes;
  }

  /**
   * A predictor of a model that was saved: of the text of `JSON.stringify(model)`, or of what it says.
   *
   * @throws RidgelawError where it is no whole model.
   */
  static fromJSON(saved: string | SavedModel): Predictor {
    const { model, classes } = fromSaved(saved);
    const predictor = new Predictor(model, undefined, classes);
    // The core sees at once whether all parts fit.
    const columns = "coefficients" in model ? model.coefficients.rows : (model.X?.columns ?? 0);
    const { columns: targets } = predictor.predictAll({
      data: new Float64Array(columns),
      rows: 1,
      columns,
    });
    if (classes === undefined || classes.length === targets) return predictor;
    throw otherClasses(classes.length, targets);
  }

  /** The function alone, for `JSON.stringify`; {@link Predictor.fromJSON} takes it back. */
  toJSON(): SavedModel {
    return toSaved(this.#model, this.classes);
  }

  /** The model as plain data. */
  get model(): Model {
    return this.#model;
  }

  /** Coefficients of the linear kernel, one row a feature and one column a target. */
  get coefficients(): Matrix {
    if ("coefficients" in this.#model) return this.#model.coefficients;
    throw new RidgelawError("Conflict", "kernel", "Only a linear kernel has coefficients");
  }

  /** The intercept of each target; zeros where none was fitted. */
  get intercept(): Float64Array {
    return this.#model.intercept;
  }

  /** Predicts every row: one row a sample, one column a target. */
  predictAll(X: MatrixLike): Matrix {
    return estimator.verb<Matrix>("predict", { model: this.#model, X: toMatrix("X", X) });
  }

  /** Predicts every row, row-major where there are several targets. */
  predict(X: MatrixLike): Float64Array {
    return this.predictAll(X).data;
  }

  /** The class of every row, where labels were fitted. */
  classify(X: MatrixLike): string[] {
    const { classes } = this;
    if (!classes) {
      throw new RidgelawError("Conflict", "y", "Only a model fitted to labels has classes");
    }
    const { data, rows, columns } = this.predictAll(X);
    if (columns !== classes.length) throw otherClasses(classes.length, columns);
    return Array.from({ length: rows }, (_, i) => {
      const scores = data.subarray(i * columns, (i + 1) * columns);
      return classes[scores.indexOf(Math.max(...scores))] as string;
    });
  }
}

const isNames = (classes: unknown) =>
  Array.isArray(classes) && !isSparse(classes) && classes.every((name) => typeof name === "string");

const otherClasses = (found: number, needed: number) =>
  new RidgelawError(
    "ShapeMismatch",
    "classes",
    `classes has ${found} names where ${needed} are needed (as many as the model has targets)`,
  );
