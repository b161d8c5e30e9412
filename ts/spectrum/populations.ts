// Populations as plain objects.
import { RidgelawError } from "../bridge/errors.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Population, Target } from "../problem/types.ts";
import { requireNumber, requireNumbers, requireOptional } from "./checks.ts";

/**
 * σ_k = scale · k^-exponent for k = 1 … modes. With `source` r the target is
 * σ_k w̄_k² = targetScale · k^-(1 + 2·exponent·r), without it isotropic of norm `squaredNorm`. With `modes` "infinite" (or
 * `Infinity`) there is no last mode, and a `source` is needed.
 */
export function powerLaw(options: {
  exponent: number;
  modes: number | "infinite";
  scale?: number;
  source?: number;
  targetScale?: number;
  squaredNorm?: number;
  noise?: number;
}): Population {
  const { exponent, scale, source, targetScale, squaredNorm, noise, ...others } =
    requireOptions(options);
  const { modes: count, ...rest } = others;
  refuse(rest);
  // JSON has no infinity.
  const modes = count === Number.POSITIVE_INFINITY ? "infinite" : count;
  requireNumber("exponent", exponent, "zero or more");
  if (modes !== "infinite") requireNumber("modes", modes, "a whole number from 1 up");
  requireOptional("scale", scale, "positive");
  requireOptional("source", source, "a finite number");
  requireOptional("targetScale", targetScale, "zero or more");
  requireOptional("squaredNorm", squaredNorm, "zero or more");
  requireOptional("noise", noise, "zero or more");
  const [stray, where] =
    source === undefined ? [{ targetScale }, "without"] : [{ squaredNorm }, "beside"];
  refuseMeaningless(stray, `${where} source`);
  const target: Target =
    source === undefined
      ? { kind: "isotropic", ...given({ squaredNorm }) }
      : { kind: "powerLaw", source, ...given({ scale: targetScale }) };
  const spectrum = { kind: "powerLaw" as const, exponent, modes, ...given({ scale }) };
  return { spectrum, target, ...given({ noise }) };
}

/** Σ = value · I in `dimension` dimensions, with an isotropic target of norm `squaredNorm`. */
export function isotropic(options: {
  dimension: number;
  value?: number;
  squaredNorm?: number;
  noise?: number;
}): Population {
  const { dimension, value, squaredNorm, noise, ...rest } = requireOptions(options);
  refuse(rest);
  requireNumber("dimension", dimension, "a whole number from 1 up");
  requireOptional("value", value, "positive");
  requireOptional("squaredNorm", squaredNorm, "zero or more");
  requireOptional("noise", noise, "zero or more");
  const spectrum = { kind: "isotropic" as const, dimension, ...given({ value }) };
  const target = { kind: "isotropic" as const, ...given({ squaredNorm }) };
  return { spectrum, target, ...given({ noise }) };
}

/** Listed eigenvalues with the squared target component of each. */
export function eigenvalues(options: {
  values: NumbersLike;
  multiplicities?: NumbersLike;
  squared: NumbersLike;
  noise?: number;
}): Population {
  const { values, multiplicities, squared, noise, ...rest } = requireOptions(options);
  refuse(rest);
  requireNumbers("values", values, "zero or more");
  if (multiplicities !== undefined) {
    requireNumbers("multiplicities", multiplicities, "positive", values.length);
  }
  requireNumbers("squared", squared, "zero or more", values.length);
  requireOptional("noise", noise, "zero or more");
  const spectrum = { kind: "eigenvalues" as const, values, ...given({ multiplicities }) };
  return { spectrum, target: { kind: "coefficients", squared }, ...given({ noise }) };
}

/** Refuses options that are there where nothing would come of them. */
function refuseMeaningless(options: object, where: string): void {
  const [name] = Object.keys(given(options));
  if (name === undefined) return;
  throw new RidgelawError("Conflict", name, `${name} has no meaning ${where}`);
}

/** Refuses an option that nobody reads, most often a misspelt one. */
function refuse(rest: object): void {
  const [name] = Object.keys(rest);
  if (name !== undefined) {
    throw new RidgelawError("Unknown", name, `${name} is not an argument here`);
  }
}

/** The entries that are there: an absent one takes the core's default. */
function given<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
