import type { Activation, ActivationParts } from "../activation/activation.ts";
import { hermite } from "../activation/hermite.ts";
import { activations } from "../bridge/cores/activations.ts";
import { requireOptions } from "../bridge/options.ts";
import type { Model, Population } from "../problem/types.ts";

/** A model whose activation may be a function. */
export type AnyModel =
  | Exclude<Model, { kind: "nonlinearFeatures" }>
  | { kind: "nonlinearFeatures"; width: number; activation: Activation };

/** The same as plain data: the parts of a function, as this population's features see it, in its place. */
export function plainModel<Given extends object>(population: Population, model: Given): Given {
  if (typeof model !== "object" || model === null) return model;
  if (!("activation" in model) || typeof model.activation !== "function") return model;
  const activation = parts(population, model.activation as (x: number) => number);
  return { ...model, activation };
}

function parts(population: Population, activation: (x: number) => number): ActivationParts {
  const scale = preactivationScale(population);
  const { linear, nonlinear } = hermite(activation, { scale, order: 1 });
  return { linear, nonlinear };
}

/** The standard deviation √(Tr Σ/D) of w·x for w ~ N(0, I/D): the scale at which features see an activation. */
export const preactivationScale = (population: Population): number => {
  const { spectrum, target } = requireOptions(population, "population");
  return activations.verb<{ scale: number }>("preactivation", { spectrum, target }).scale;
};
