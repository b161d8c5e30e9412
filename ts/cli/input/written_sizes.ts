// Sizes as people write them: 70M, 1.4B, 2T.
import type { Arguments } from "../arguments.ts";
import { numericColumn, type TextFile, textColumn } from "./columns.ts";

const written = /^\s*(\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?)\s*([kKmMbBgGtT])\s*$/;
const factors: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 };

/** A column of sizes as numbers, also written as 70M or 1.4B; the loss is a column that surely holds numbers. */
export function readSizes(
  file: TextFile,
  [name, loss]: readonly [string, string],
  args: Arguments,
): Float64Array {
  try {
    return numericColumn(file, name, args);
  } catch (error) {
    const cells = textColumn(file, { name, numbers: loss }, args);
    if (!cells) throw error;
    return Float64Array.from(cells, (cell) => {
      const [, digits, unit = ""] = written.exec(cell) ?? [];
      const value = Number((digits ?? cell).replaceAll("_", ""));
      if (cell.trim() === "" || !Number.isFinite(value)) throw error;
      return value * (factors[unit.toLowerCase()] ?? 1);
    });
  }
}
