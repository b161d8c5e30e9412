// Numbers as people read them.
import { rangeOf } from "./columns.ts";

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 10ⁿ with the exponent raised. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]);
  return `10${exponent < 0 ? "⁻" : ""}${digits.join("")}`;
}

/** A number in a sentence or a table: `digits` significant ones, thousands parted, very large and small as powers. */
export function formatNumber(value: number, digits = 3): string {
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size >= 1e6 || size < 1e-4) return sign + scientific(size, digits);
  if (size >= 1000) return sign + Math.round(size).toLocaleString("en-US");
  return sign + String(Number(size.toPrecision(digits)));
}

function scientific(size: number, digits: number): string {
  const [mantissa = "", exponent = ""] = size.toExponential(digits - 1).split("e");
  const power = powerOfTen(Number(exponent));
  return Number(mantissa) === 1 ? power : `${Number(mantissa)}·${power}`;
}

/** A share as a percentage, with a digit behind the point where it is small. */
export function formatPercent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const percent = 100 * share;
  const size = Math.abs(percent);
  const digits = size < 10 ? 1 : 0;
  return `${percent < 0 ? "−" : ""}${size.toFixed(digits)} %`;
}

/** "low to high", both to the same place. */
export function formatInterval(
  [low, high]: readonly [number, number],
  { digits = 3, between = "to" } = {},
): string {
  const isPlain = low >= 1e-3 && high < 1000;
  const places = isPlain ? Math.max(0, digits - 1 - Math.floor(Math.log10(low))) : 0;
  const format = (end: number) => (isPlain ? end.toFixed(places) : formatNumber(end, digits));
  return `${format(low)} ${between} ${format(high)}`;
}

/** How to write the numbers of a column: with the same decimals where none is very large or small. */
export function columnFormat(values: readonly unknown[]): (value: number) => string {
  const numbers = values.filter((value) => typeof value === "number");
  const isShort = numbers.every((value) => value >= 1e-2 && value < 1000);
  if (!isShort || numbers.every(Number.isInteger)) return (value) => formatNumber(value);
  const places = Math.max(0, 2 - Math.floor(Math.log10(rangeOf(numbers)[0])));
  return (value) => value.toFixed(places);
}
