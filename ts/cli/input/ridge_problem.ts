// Problems of ridge regression that commands take apart: a population with samples and ridge.
import type { Population } from "ridgelaw";
import { Misuse } from "../fail.ts";
import { nameOf } from "../platform.ts";
import { readJson } from "./problem_file.ts";

/** A population, with what of samples and ridge the file names. */
export interface RidgeProblem {
  population: Population;
  samples?: number;
  lambda?: number;
}

/** Reads it. */
export async function readRidgeProblem(path: string): Promise<RidgeProblem> {
  const given = await readJson(path);
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new Misuse(`${nameOf(path)} must hold one problem, an object`);
  }
  const { model, samples, lambda, ...population } = given as Record<string, unknown>;
  if (model !== undefined && (model as { kind?: unknown }).kind !== "ridge") {
    throw new Misuse(`${nameOf(path)}: model.kind must be ridge here`);
  }
  return {
    population: population as unknown as Population,
    ...one(path, "samples", samples),
    ...one(path, "lambda", lambda),
  };
}

function one(path: string, name: string, value: unknown) {
  if (value === undefined) return {};
  if (typeof value === "number") return { [name]: value };
  throw new Misuse(`${nameOf(path)}: ${name} must be one number here`);
}
