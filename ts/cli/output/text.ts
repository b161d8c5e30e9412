// Text for people: numbers with the digits that mean something, and tables.

/** A number in four digits. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "infinite" : String(value);
  if (value === 0) return "0";
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e6
    ? String(Number(value.toPrecision(4)))
    : value.toExponential(3).replace(/\.?0+e/, "e");
}

/** A whole number with its thousands apart. */
export const count = (value: number): string =>
  Math.round(value).toLocaleString("en-US", { maximumFractionDigits: 0 });

/** `1 feature`, `2 features`. */
export const counted = (value: number, one: string): string =>
  `${count(value)} ${one}${value === 1 ? "" : "s"}`;

export const interval = ([low, high]: readonly [number, number]): string =>
  `${short(low)} to ${short(high)}`;

/** Names before values. */
export function list(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join("\n");
}

/** Columns flush right under their titles. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, j) =>
    Math.max(title.length, ...rows.map((row) => row[j]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, j) => cell.padStart(widths[j] ?? 0)).join("   ");
  return [titles, ...rows].map((row) => `  ${line(row)}`).join("\n");
}
