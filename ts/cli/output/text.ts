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

/** So many of something: `1 feature`, `1,200 samples`. */
export const counted = (value: number, noun: string, plural = `${noun}s`): string =>
  `${count(value)} ${Math.round(value) === 1 ? noun : plural}`;

export const interval = ([low, high]: readonly [number, number]): string =>
  `${short(low)} to ${short(high)}`;

const longest = (words: readonly string[]) =>
  words.reduce((most, { length }) => Math.max(most, length), 0);

/** Names before values. */
export function list(rows: readonly (readonly [string, string])[]): string {
  const width = longest(rows.map(([name]) => name));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join("\n");
}

/** Columns flush right under their titles. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, j) => longest([title, ...rows.map((row) => row[j] ?? "")]));
  const line = (cells: readonly string[]) =>
    cells.map((cell, j) => cell.padStart(widths[j] ?? 0)).join("   ");
  return [titles, ...rows].map((row) => `  ${line(row)}`).join("\n");
}
