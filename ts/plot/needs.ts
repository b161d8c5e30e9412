// What pictures need of what they are given, looked at before anything is drawn.
import { RidgelawError } from "../bridge/errors.ts";
import { described, requireKnown } from "../bridge/options.ts";

/** What stands for itself: in words, and how it is told. */
const kinds = {
  number: ["a number", (x: unknown) => typeof x === "number"],
  positive: [
    "a finite number above 0",
    (x: unknown) => typeof x === "number" && x > 0 && x < Number.POSITIVE_INFINITY,
  ],
  numbers: ["a list of numbers", (x: unknown) => areNumbers(x)],
  pair: ["two numbers", (x: unknown) => isPair(x)],
  segment: ["two points", (x: unknown) => Array.isArray(x) && x.length === 2 && x.every(isPair)],
  text: ["a text", (x: unknown) => typeof x === "string"],
  words: [
    "a text or several",
    (x: unknown) => (Array.isArray(x) ? x : [x]).every((each) => typeof each === "string"),
  ],
  cell: ["a number or a text", (x: unknown) => typeof x === "number" || typeof x === "string"],
  flag: ["true or false", (x: unknown) => typeof x === "boolean"],
  function: ["a function", (x: unknown) => typeof x === "function"],
} as const;

/** One of these kinds, a list of something, or entries by name; a name that ends in `?` may be absent, `*` is every one. */
export type Shape = keyof typeof kinds | readonly [Shape] | { readonly [name: string]: Shape };

/** Entries of a type that a picture reads. */
export type Needs<Data> = Partial<
  Record<keyof Data & string, Shape> & Record<`${keyof Data & string}?`, Shape>
>;

/**
 * Refuses what is not of this shape.
 *
 * @throws RidgelawError `Missing` or `WrongType` (`OutOfRange` for a number); its argument is the path, `data.curve.samples`.
 */
export function requireData(data: unknown, needs: Shape, argument = "data"): void {
  if (data === undefined) {
    throw new RidgelawError("Missing", argument, `${argument} must be there`);
  }
  if (typeof needs === "string") requireKind(data, needs, argument);
  else if (Array.isArray(needs)) requireList(data, needs[0] as Shape, argument);
  else requireEntries(data, needs as Readonly<Record<string, Shape>>, argument);
}

/** The same for options, whose entries are named without the object that they are in; others are misspelt. */
export function requireOptions(options: object, needs: Readonly<Record<string, Shape>>): void {
  requireKnown(options, Object.keys(needs).map(nameOf));
  requireEntries(options, needs, "");
}

function requireKind(data: unknown, kind: keyof typeof kinds, argument: string): void {
  const [words, fits] = kinds[kind];
  if (fits(data)) return;
  const isFar = kind === "positive" && typeof data === "number";
  throw refused(data, words, argument, isFar ? "OutOfRange" : "WrongType");
}

function requireList(data: unknown, each: Shape, argument: string): void {
  if (!Array.isArray(data)) throw refused(data, "an array", argument);
  for (const [i, entry] of data.entries()) requireData(entry, each, `${argument}[${i}]`);
}

function requireEntries(
  data: unknown,
  needs: Readonly<Record<string, Shape>>,
  argument: string,
): void {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw refused(data, "an object", argument);
  }
  for (const [need, shape] of Object.entries(needs)) {
    for (const name of need === "*" ? Object.keys(data) : [nameOf(need)]) {
      const entry = (data as Record<string, unknown>)[name];
      if (entry === undefined && need !== name) continue;
      requireData(entry, shape, argument ? `${argument}.${name}` : name);
    }
  }
}

const nameOf = (need: string) => need.replace("?", "");

const refused = (data: unknown, words: string, argument: string, code = "WrongType") =>
  new RidgelawError(code, argument, `${argument} must be ${words}, not ${described(data)}`);

const isNumber = (x: unknown) => typeof x === "number";

const isPair = (x: unknown) => areNumbers(x) && x.length === 2;

/** Arrays and typed arrays. */
function areNumbers(x: unknown): x is ArrayLike<number> {
  if (Array.isArray(x)) return x.every(isNumber);
  if (!ArrayBuffer.isView(x) || x instanceof DataView) return false;
  const list = x as unknown as ArrayLike<unknown>;
  return list.length === 0 || isNumber(list[0]);
}
