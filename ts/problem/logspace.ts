import { RidgelawError } from "../bridge/errors.ts";
import { described } from "../bridge/options.ts";

/**
 * `count` numbers from `from` to `to`, both included exactly, evenly spaced in their logarithm. Powers of ten, and whatever
 * else has few digits, are hit exactly: `logspace(1, 1e6, 7)` is 1, 10, 100, …
 */
export function logspace(from: number, to: number, count: number): Float64Array {
  for (const [argument, value] of [
    ["from", from],
    ["to", to],
  ] as const) {
    if (!(Number.isFinite(value) && value > 0)) {
      const message = `${argument} must be positive and finite, not ${described(value)}`;
      throw new RidgelawError("OutOfRange", argument, message);
    }
  }
  if (!(Number.isInteger(count) && count >= 1 && count <= 1e8)) {
    const message = `count must be a whole number from 1 to 1e8, not ${described(count)}`;
    throw new RidgelawError("OutOfRange", "count", message);
  }
  const step = count > 1 ? (Math.log(to) - Math.log(from)) / (count - 1) : 0;
  const last = count - 1;
  const points = Float64Array.from({ length: count }, (_, i) =>
    2 * i < last ? times(from, step * i) : times(to, step * (i - last)),
  );
  points[0] = from;
  if (count > 1) points[last] = to;
  return points;
}

/** end · exp(exponent). */
function times(end: number, exponent: number): number {
  // In two factors where one would leave the range of doubles.
  const [factor, root] = [Math.exp(exponent), Math.exp(exponent / 2)];
  const isOne = Number.isFinite(factor) && factor > 0;
  const point = isOne ? end * factor : end * root * root;
  return unrounded(point, Number.EPSILON * (4 + 2 * Math.abs(exponent)));
}

/** The number of twelve digits that a point may be, as far as its rounding error allows. */
function unrounded(point: number, error: number): number {
  const short = Number(point.toPrecision(12));
  return Math.abs(short - point) <= error * point ? short : point;
}
