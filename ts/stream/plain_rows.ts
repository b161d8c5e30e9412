// Rows of plain numbers, read by the core here or on a worker.
import type { Selection } from "../data/csv/columns.ts";
import type { Delimiter } from "../data/csv/options.ts";

/** What the core needs to know of a table, beside its text. */
export interface PlainLayout {
  delimiter: Delimiter;
  width: number;
  /** Places of the columns. */
  features: number[];
  targets: number[];
}

/** Row after row; nothing where a cell is anything but a plain number. */
export type PlainRows = { rows: number; X: Float64Array; y: Float64Array } | { rows?: undefined };

/** The verb that reads them: of `text` and a layout. */
export const plainRows = "plainRows";

export const layoutOf = (
  { width, features, targets }: Selection,
  delimiter: Delimiter,
): PlainLayout => ({
  delimiter,
  width,
  features: features.map(({ index }) => index),
  targets: targets.map(({ index }) => index),
});
