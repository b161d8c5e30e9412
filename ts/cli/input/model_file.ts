// Models kept in a file.
import { type FittedModel, type Matrix, Predictor } from "ridgelaw";
import { Misuse } from "../fail.ts";
import { toJson } from "../output/json.ts";
import { nameOf, readText, writeWhole } from "../platform.ts";
import type { Samples } from "./data.ts";
import { inUnits, type Units } from "./standardize.ts";

const format = "ridgelaw model";
const version = 1;

/** A model that predicts, and the columns that it needs. */
export interface SavedModel {
  features: string[];
  targets: string[];
  predictor: Predictor;
  /** The features as the predictor takes them. */
  prepare: (X: Matrix) => Matrix;
}

/** What is kept of a fit; `units` are those that its features were put in. */
export interface Kept {
  model: FittedModel;
  classes: readonly string[] | undefined;
  units: Units | undefined;
}

/** Writes a fitted model. That of a linear kernel is its coefficients; any other holds its training samples. */
export function saveModel(
  path: string,
  { model, classes, units }: Kept,
  samples: Pick<Samples, "names" | "targets">,
): void {
  const { names: features, targets } = samples;
  // An entry that is undefined is left out.
  writeWhole(path, `${toJson({ format, version, features, targets, classes, units, model })}\n`);
}

/** Reads a model that `saveModel` wrote. */
export async function loadModel(path: string): Promise<SavedModel> {
  const name = nameOf(path);
  const file = parse(await readText(path));
  if (file?.["format"] !== format) {
    throw new Misuse(`${name} is no model that ridgelaw fit --save wrote`);
  }
  if (file["version"] !== version) {
    throw new Misuse(`${name} has version ${file["version"]} of its format, not ${version}`);
  }
  const { features, targets, classes, units, model } = file;
  const whole =
    isNames(features) && isNames(targets) && (classes === undefined || isNames(classes));
  if (!whole || !isUnits(units, features.length) || typeof model !== "object" || model === null) {
    throw new Misuse(`${name} is no whole model`);
  }
  const predictor = new Predictor(model as FittedModel, undefined, classes);
  return { features, targets, predictor, prepare: (X) => (units ? inUnits(X, units) : X) };
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isNames = (x: unknown): x is string[] =>
  Array.isArray(x) && x.every((entry) => typeof entry === "string");

function isUnits(x: unknown, count: number): x is Units | undefined {
  const { means, deviations } = (x ?? {}) as Record<string, unknown>;
  const fits = (list: unknown) => Array.isArray(list) && list.length === count;
  return x === undefined || (fits(means) && fits(deviations));
}
