// What to read of a table, and as what.
import { RidgelawError } from "../../bridge/errors.ts";
import { isSparse } from "../../bridge/marshal.ts";

export const delimiters = [",", ";", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

/** A column by its name, or by its position from 0 (−1 is the last). */
export type ColumnName = string | number;

export interface CsvOptions {
  /** Whether the first row holds names (true where absent); without it columns are `column1`, `column2`, … */
  header?: boolean;
  /** Found in the first row where absent. */
  delimiter?: Delimiter;
  /** The column or columns to predict. */
  target?: ColumnName | readonly ColumnName[];
  /** Whether the target is class labels; where absent it is if not one of its cells is a number. */
  labels?: boolean;
  /** The feature columns, in this order; all but the target where absent. */
  columns?: readonly ColumnName[];
  /** Columns to leave out. */
  ignore?: readonly ColumnName[];
}

type Check = { words: string; holds: (value: unknown) => boolean };

const isName = (x: unknown) => typeof x === "string" || Number.isInteger(x);
const flag: Check = { words: "true or false", holds: (x) => typeof x === "boolean" };
const names: Check = {
  words: "an array of column names or positions",
  holds: (x) => Array.isArray(x) && !isSparse(x) && x.every(isName),
};

const checks: Readonly<Record<keyof CsvOptions, Check>> = {
  header: flag,
  delimiter: {
    words: "a comma, a semicolon or a tab",
    holds: (x) => delimiters.some((one) => one === x),
  },
  target: {
    words: "a column name or position, or several",
    holds: (x) => isName(x) || names.holds(x),
  },
  labels: flag,
  columns: names,
  ignore: names,
};

/** Throws where an option is unknown or of another type than it should be. */
export function checkOptions(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(checks, name)) throw unknown(name);
    const check = checks[name as keyof CsvOptions];
    if (value === undefined || check.holds(value)) continue;
    throw new RidgelawError("WrongType", name, `${name} must be ${check.words}`);
  }
}

function unknown(name: string): RidgelawError {
  const expected = Object.keys(checks).join(", ");
  const message = `${name} is not an option here; expected one of: ${expected}`;
  return new RidgelawError("Unknown", name, message);
}
