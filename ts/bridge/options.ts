// Objects of options, for all functions that take them.
import { RidgelawError } from "./errors.ts";

/**
 * Whether this is a plain object: written in braces or read from JSON, in this realm or another. A date, a map, a promise
 * or what a class makes has entries that nobody sees, and would pass for an object with nothing in it.
 */
export function isPlain(x: unknown): x is object {
  if (typeof x !== "object" || x === null || Array.isArray(x)) return false;
  const prototype: unknown = Object.getPrototypeOf(x);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What is there instead of an object, in a few words. */
export function described(x: unknown): string {
  if (Array.isArray(x)) return "an array";
  if (typeof x === "function") return "a function";
  if (typeof x === "string") return JSON.stringify(x.slice(0, 60));
  if (typeof x !== "object" || x === null) return String(x);
  const name = (x as Partial<object>).constructor?.name;
  return name ? `a ${name}` : "an object of a class";
}

/** The error for what should have been a plain object. */
export const notPlain = (argument: string, x: unknown): RidgelawError =>
  new RidgelawError(
    "WrongType",
    argument,
    `${argument} must be ${typeof x === "object" && x !== null ? "a plain" : "an"} object, not ${described(x)}`,
  );

/** Options that are a plain object, for those who take them apart. */
export function requireOptions<Options extends object>(
  options: Options,
  argument = "options",
): Options {
  if (isPlain(options)) return options;
  throw notPlain(argument, options);
}

/** The same, for those who pass none of them on to the core, which would find the misspelt. */
export function requireKnown<Options extends object>(
  options: Options,
  names: readonly string[],
  argument = "options",
): Options {
  const stray = Object.keys(requireOptions(options, argument)).find(
    (name) => !names.includes(name),
  );
  if (stray === undefined) return options;
  const message = `${stray} is not an argument here; expected one of: ${names.join(", ")}`;
  throw new RidgelawError("Unknown", stray, message);
}

/** An object of the caller's own, of any class, that has these functions. */
export function requireMethods<Own extends object>(
  own: Own,
  names: readonly (keyof Own & string)[],
  argument: string,
): void {
  if (names.every((name) => typeof Object(own)[name] === "function")) return;
  const message = `${argument} must have the functions ${names.join(" and ")}`;
  throw new RidgelawError("WrongType", argument, message);
}

/** The entries of several arguments in one object; each must be a plain one, and is named where it is not. */
export const together = (parts: Readonly<Record<string, object>>): object =>
  Object.assign({}, ...Object.entries(parts).map(([name, part]) => requireOptions(part, name)));

/** True, false, or absent. */
export function requireFlag(argument: string, flag: unknown): void {
  if (flag === undefined || typeof flag === "boolean") return;
  throw new RidgelawError("WrongType", argument, `${argument} must be true or false`);
}
