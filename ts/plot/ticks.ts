// Round numbers for logarithmic axes.
import { formatNumber, powerOfTen } from "./number.ts";

/** A low and a high end, both positive. */
export type Domain = readonly [low: number, high: number];

/** The range of the positive finite numbers, widened by a share of its decades (and never empty). */
export function logDomain(values: Iterable<number>, padding = 0.05): Domain {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (!(value > 0 && Number.isFinite(value))) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high === 0) return [0.1, 1];
  // Neither end may leave the doubles.
  const factor = Math.min(Math.max(high / low, 1.2), Number.MAX_VALUE) ** padding;
  return [Math.max(low / factor, smallest), Math.min(high * factor, Number.MAX_VALUE)];
}

/** Smaller doubles have fewer digits. */
const smallest = 2.3e-308;

/** Whether a value lies within a domain, but for rounding. */
export const within = (domain: Domain, value: number): boolean =>
  value >= domain[0] * (1 - 1e-9) && value <= domain[1] * (1 + 1e-9);

/** Round numbers for an axis, from the densest choice to the sparsest; each has two at least. */
export function tickChoices(domain: Domain): number[][] {
  const isPowers = domain[0] < 1e-3 && decades(domain, 1, [1]).length >= 3;
  // Powers of ten are best alone where there are a few of them.
  const patterns = isPowers
    ? []
    : [
        [1, 1.5, 2, 3, 4, 5, 7],
        [1, 2, 5],
        [1, 3],
      ];
  const choices = [
    ...patterns.map((digits) => decades(domain, 1, digits)),
    ...[1, 2, 3, 4, 5, 10, 20].map((step) => decades(domain, step, [1])),
    ...(domain[1] < 6 * domain[0]
      ? [8, 6, 5, 4, 3, 2].map((count) => linearTicks(domain, count))
      : []),
  ];
  return choices.filter((ticks) => ticks.length >= 2).sort((a, b) => b.length - a.length);
}

/** Round numbers at even steps, from the densest choice to the sparsest. */
export const evenChoices = (domain: Domain): number[][] =>
  [10, 8, 6, 5, 4, 3, 2].map((count) => linearTicks(domain, count));

/** Unlabelled ticks that show how a decade is divided, where there is room for them. */
export function minorTicks(domain: Domain): number[] {
  const span = Math.log10(domain[1] / domain[0]);
  if (span > 10) return [];
  return decades(domain, 1, span > 6 ? [1] : [1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

function decades(domain: Domain, step: number, digits: readonly number[]): number[] {
  // No double lies beyond these powers of ten.
  const first = Math.floor(Math.max(Math.log10(domain[0]), -324) / step) * step;
  const ticks: number[] = [];
  for (let exponent = first; exponent <= 308 && 10 ** exponent <= domain[1]; exponent += step) {
    ticks.push(...digits.map((digit) => Number(`${digit}e${exponent}`)));
  }
  return ticks.filter((tick) => within(domain, tick));
}

function linearTicks([low, high]: Domain, count: number): number[] {
  const span = high - low;
  const unit = 10 ** Math.floor(Math.log10(span / count));
  const step = [1, 2, 5, 10].map((m) => m * unit).find((s) => span / s <= count) ?? span;
  const [first, last] = [Math.ceil(low / step), Math.floor(high / step)];
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
  return ticks.map((tick) => Number(tick.toPrecision(6)));
}

/** Plain numbers where they are short, powers of ten where they are not. */
export function tickFormat(ticks: readonly number[]): (value: number) => string {
  if (ticks.some((tick) => tick <= 0)) return evenly(ticks);
  const isPlain = ticks.every((tick) => tick >= 1e-3 && tick < 1e6);
  if (!isPlain) return asPower;
  const isEven = Math.max(...ticks) < 10 * Math.min(...ticks);
  const digits = isEven ? Math.max(...ticks.map(decimals)) : 0;
  return (value) => (digits > 0 ? value.toFixed(digits) : formatNumber(value, 6));
}

/** The same decimals on an axis that has zero on it. */
function evenly(ticks: readonly number[]): (value: number) => string {
  const digits = Math.max(...ticks.map(decimals));
  return (value) => value.toFixed(digits).replace("-", "−");
}

const decimals = (tick: number) => String(tick).split(".")[1]?.length ?? 0;

function asPower(value: number): string {
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const digits = Number((value / 10 ** exponent).toPrecision(3));
  return digits === 1 ? powerOfTen(exponent) : `${digits}·${powerOfTen(exponent)}`;
}
