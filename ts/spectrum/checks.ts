// What a population is made of is looked at where it is made, not where it is used first.
import { RidgelawError } from "../bridge/errors.ts";
import { described } from "../bridge/options.ts";
import { isNumbers, type NumbersLike } from "../data/matrix.ts";

/** Where a number may lie, in the words of a message. */
const ranges = {
  "a finite number": () => true,
  "zero or more": (x: number) => x >= 0,
  positive: (x: number) => x > 0,
  "a whole number from 1 up": (x: number) => Number.isInteger(x) && x >= 1,
} as const;

type Range = keyof typeof ranges;

/** Refuses a number that is none, infinite, or outside its range. */
export function requireNumber(argument: string, x: unknown, range: Range): void {
  if (x === undefined) throw new RidgelawError("Missing", argument, `${argument} is missing`);
  if (typeof x !== "number") throw wrong("WrongType", argument, "a number", x);
  if (!Number.isFinite(x)) throw wrong("NotFinite", argument, "a finite number", x);
  if (!ranges[range](x)) throw wrong("OutOfRange", argument, range, x);
}

/** The same for what may be absent. */
export function requireOptional(argument: string, x: unknown, range: Range): void {
  if (x !== undefined) requireNumber(argument, x, range);
}

/** Refuses a list that is none, empty, not of `length` numbers, or has one that does not fit. */
export function requireNumbers(argument: string, x: unknown, range: Range, length?: number): void {
  if (x === undefined) throw new RidgelawError("Missing", argument, `${argument} is missing`);
  if (!isNumbers(x)) throw wrong("WrongType", argument, "an array of numbers", x);
  if (x.length === 0) throw new RidgelawError("Empty", argument, `${argument} is empty`);
  if (length !== undefined && x.length !== length) {
    const message = `${argument} has ${x.length} entries where ${length} are needed (one for each of values)`;
    throw new RidgelawError("ShapeMismatch", argument, message);
  }
  const misfit = misfitOf(x, range);
  if (misfit >= 0) requireNumber(`${argument}[${misfit}]`, x[misfit], range);
}

/** The first place where a number does not fit, or −1. */
function misfitOf(numbers: NumbersLike, range: Range): number {
  const fits = ranges[range];
  for (let i = 0; i < numbers.length; i++) {
    const x = numbers[i] as number;
    if (!(Number.isFinite(x) && fits(x))) return i;
  }
  return -1;
}

const wrong = (code: string, argument: string, expected: string, found: unknown) =>
  new RidgelawError(code, argument, `${argument} must be ${expected}, not ${described(found)}`);
