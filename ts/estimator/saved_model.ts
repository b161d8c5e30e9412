// Fitted models as JSON.
import { RidgelawError } from "../bridge/errors.ts";
import { requireOptions } from "../bridge/options.ts";
import { isNumbers, type Matrix, type NumbersLike, toFloat64, toMatrix } from "../data/matrix.ts";
import type { Kernel } from "./kernel.ts";
import type { Model } from "./predictor.ts";

const format = "ridgelaw model";
const version = 1;

interface SavedMatrix {
  data: number[];
  rows: number;
  columns: number;
}

/** A fitted function as JSON has it: no typed arrays, nothing of what was learned about the data. */
export interface SavedModel {
  format: typeof format;
  version: typeof version;
  /** Class names in the order of the targets, where labels were fitted. */
  classes?: readonly string[];
  /** Coefficients of the linear kernel; any other holds its training samples. */
  model:
    | { coefficients: SavedMatrix; intercept: number[] }
    | { kernel: Kernel; dualCoefficients: SavedMatrix; intercept: number[]; X?: SavedMatrix };
}

const listed = ({ data, rows, columns }: Matrix): SavedMatrix => ({
  data: Array.from(data),
  rows,
  columns,
});

export function toSaved(model: Model, classes: readonly string[] | undefined): SavedModel {
  const intercept = Array.from(model.intercept);
  const plain =
    "coefficients" in model
      ? { coefficients: listed(model.coefficients), intercept }
      : {
          kernel: model.kernel,
          dualCoefficients: listed(model.dualCoefficients),
          intercept,
          ...(model.X && { X: listed(model.X) }),
        };
  return { format, version, ...(classes && { classes }), model: plain };
}

/** The model and the classes of a text, or of what it says. */
export function fromSaved(saved: string | SavedModel): {
  model: Model;
  classes: readonly string[] | undefined;
} {
  const file = requireOptions(typeof saved === "string" ? parsed(saved) : saved, "saved");
  if (file.format !== format || file.version !== version) {
    throw wrong("saved", `saved is no "${format}" of version ${version}`);
  }
  if ("units" in file && file.units !== undefined) {
    const message =
      "units of features were saved by `ridgelaw fit --standardize`, which alone applies them";
    throw new RidgelawError("Conflict", "units", message);
  }
  const { classes } = file;
  const areNames = Array.isArray(classes) && classes.every((name) => typeof name === "string");
  if (classes !== undefined && !areNames) throw wrong("classes", "classes must be names");
  return { model: toModel(requireOptions(file.model, "model")), classes };
}

function parsed(text: string): SavedModel {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `saved is no JSON: ${(cause as Error).message}`;
    throw new RidgelawError("WrongType", "saved", message, { cause });
  }
}

function toModel(model: SavedModel["model"]): Model {
  if (!isNumbers(model.intercept))
    throw wrong("model.intercept", "model.intercept must be numbers");
  const intercept = toFloat64(model.intercept as NumbersLike);
  if ("coefficients" in model) {
    return { coefficients: matrix("model.coefficients", model.coefficients), intercept };
  }
  const dualCoefficients = matrix("model.dualCoefficients", model.dualCoefficients);
  const X = matrix("model.X", model.X);
  return { kernel: model.kernel, dualCoefficients, intercept, X };
}

/** As many numbers as its shape says. */
function matrix(argument: string, saved: unknown): Matrix {
  const found = toMatrix(argument, saved);
  const { data, rows, columns } = found;
  const isShape = Number.isInteger(rows) && Number.isInteger(columns) && columns > 0;
  if (isShape && data.length === rows * columns) return found;
  const message = `${argument} has ${data.length} numbers, which its rows and columns do not say`;
  throw new RidgelawError("ShapeMismatch", argument, message);
}

const wrong = (argument: string, message: string) =>
  new RidgelawError("WrongType", argument, message);
