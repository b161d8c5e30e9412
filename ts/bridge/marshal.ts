// Plain data on its way to the core: lists of numbers become Float64Arrays.
import { RidgelawError } from "./errors.ts";
import { isPlain, notPlain } from "./options.ts";

/** Typed arrays of numbers, which 64-bit integers are not. */
export type TypedNumbers =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

/** Whether this is a typed array of numbers. */
export const isTypedNumbers = (x: unknown): x is TypedNumbers =>
  ArrayBuffer.isView(x) &&
  !(x instanceof DataView) &&
  !(x instanceof BigInt64Array) &&
  !(x instanceof BigUint64Array);

/** The same numbers as doubles; none where the array has lost its buffer, which must not be touched. */
export const doubles = (numbers: readonly number[] | TypedNumbers): Float64Array =>
  numbers.length > 0 ? Float64Array.from(numbers) : new Float64Array(0);

/** Whether this is an array of numbers; one that is empty at its head, of whatever length, is none and is not gone through. */
export const isList = (x: unknown): x is number[] =>
  Array.isArray(x) && !isSparse(x) && x.every((entry) => typeof entry === "number");

/** An array without its first or last entry, such as `new Array(1e9)`. */
export const isSparse = (x: readonly unknown[]) => x.length > 0 && !(0 in x && x.length - 1 in x);

/** Refuses a list that is sparse. */
export function requireWhole(x: readonly unknown[], argument: string): void {
  if (!isSparse(x)) return;
  throw new RidgelawError("WrongType", argument, `${argument} must have all of its entries`);
}

/** Objects within objects, deeper than any option goes: a cycle is one. */
const deepest = 64;

/**
 * Copies an options object, with every other typed array as a Float64Array and undefined entries left out.
 *
 * @throws RidgelawError where an object in it is not a plain one; the argument is the path to it.
 */
export const marshal = (options: unknown): unknown => copied(options, undefined);

/** An entry of an object or a list, within another; paths are written only where something is wrong. */
interface Place {
  within: Place | undefined;
  step: string | number;
  depth: number;
}

const stepTo = (step: string | number, within: Place | undefined): Place => ({
  within,
  step,
  depth: 1 + (within?.depth ?? 0),
});

function copied(x: unknown, place: Place | undefined): unknown {
  if (place && place.depth > deepest) {
    const argument = outermost(place);
    const message = `${argument} holds objects within more than ${deepest} others`;
    throw new RidgelawError("WrongType", argument, message);
  }
  if (typeof x !== "object" || x === null || x instanceof Float64Array) return x;
  if (isTypedNumbers(x)) return doubles(x);
  if (Array.isArray(x)) {
    requireWhole(x, written(place) || "options");
    return isList(x) ? x : x.map((entry, i) => copied(entry, stepTo(i, place)));
  }
  if (!isPlain(x)) throw notPlain(written(place) || "options", x);
  return object(x, place);
}

function object(x: object, place: Place | undefined): object {
  const entries: [string, unknown][] = [];
  for (const [name, entry] of Object.entries(x)) {
    if (entry === undefined) continue;
    const isSimple = typeof entry !== "object" || entry === null;
    entries.push([name, isSimple ? entry : copied(entry, stepTo(name, place))]);
  }
  return Object.fromEntries(entries);
}

/** The entry of the options that a place lies in: its whole path would be as long as it is deep. */
function outermost(place: Place): string {
  let outer = place;
  while (outer.within) outer = outer.within;
  return written(outer);
}

/** A path as messages have it: `problems[3].spectrum`. */
function written(place: Place | undefined): string {
  if (!place) return "";
  const before = written(place.within);
  if (typeof place.step === "number") return `${before}[${place.step}]`;
  return before ? `${before}.${place.step}` : place.step;
}
