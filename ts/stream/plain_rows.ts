// Rows of plain numbers, with a label each perhaps, read by the core here or on a worker.
import type { Selection } from "../data/csv/columns.ts";
import type { Delimiter } from "../data/csv/options.ts";

/** What the core needs to know of a table, beside its text. */
export interface PlainLayout {
  delimiter: Delimiter;
  width: number;
  /** Places of the columns. */
  features: number[];
  targets: number[];
  /** Of the labels, in place of targets. */
  label?: number[];
}

/** Row after row, labels by their places among the names. */
export interface Plain {
  rows: number;
  X: Float64Array;
  y: Float64Array;
  labels: Float64Array;
  names: string[];
}

/** Nothing where a cell is anything but plain. */
export type PlainRows = Plain | { rows?: undefined };

/** The verb that reads them: of `text` and a layout. */
export const plainRows = "plainRows";

export function layoutOf(
  { width, features, targets }: Selection,
  delimiter: Delimiter,
  labels: boolean,
): PlainLayout {
  const places = targets.map(({ index }) => index);
  const known = { delimiter, width, features: features.map(({ index }) => index) };
  return labels ? { ...known, targets: [], label: places } : { ...known, targets: places };
}
