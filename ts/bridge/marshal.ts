// Plain data on its way to the core: lists of numbers become Float64Arrays.
import { RidgelawError } from "./errors.ts";

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

/** Objects within objects, deeper than any option goes: a cycle is one. */
const deepest = 64;

/** Copies an options object, with every other typed array as a Float64Array and undefined entries left out. */
export function marshal(x: unknown, depth = 0): unknown {
  if (depth > deepest) {
    throw new RidgelawError(
      "WrongType",
      "options",
      `options hold objects within more than ${deepest} others`,
    );
  }
  if (typeof x !== "object" || x === null || x instanceof Float64Array) return x;
  if (isTypedNumbers(x)) return Float64Array.from(x);
  if (Array.isArray(x))
    return x.every((entry) => typeof entry === "number")
      ? x
      : x.map((entry) => marshal(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(x)
      .filter(([, entry]) => entry !== undefined)
      .map(([name, entry]) => [name, marshal(entry, depth + 1)]),
  );
}
