import fc from "fast-check";
import { expect, it } from "vitest";
import { logDomain, tickChoices, tickFormat, within } from "../../ts/plot/ticks.ts";

const domain = fc
  .tuple(
    fc.double({ min: -12, max: 8, noNaN: true }),
    fc.double({ min: 0.02, max: 15, noNaN: true }),
  )
  .map(([start, decades]) => [10 ** start, 10 ** (start + decades)] as const);

it("Ticks rise within their axis, and no two have the same label", () => {
  fc.assert(
    fc.property(domain, (ends) => {
      for (const ticks of tickChoices(ends)) {
        expect(ticks.every((tick) => within(ends, tick))).toBe(true);
        expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
        expect(new Set(ticks.map(tickFormat(ticks))).size).toBe(ticks.length);
      }
    }),
  );
});

it("There is always a choice of few ticks", () => {
  fc.assert(
    fc.property(domain, (ends) => {
      const counts = tickChoices(ends).map((ticks) => ticks.length);
      expect(Math.min(...counts)).toBeLessThanOrEqual(5);
    }),
  );
});

it("A domain holds all that a logarithm can show, and is never empty", () => {
  const [low, high] = logDomain([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2, 8]);
  expect(low).toBeLessThan(2);
  expect(high).toBeGreaterThan(8);
  const [from, to] = logDomain([3]);
  expect(to).toBeGreaterThan(from);
  expect(logDomain([])).toEqual([0.1, 1]);
});

it("Labels are plain where they are short, and powers of ten where they are not", () => {
  expect([0.01, 1, 100].map(tickFormat([0.01, 1, 100]))).toEqual(["0.01", "1", "100"]);
  expect([1e-6, 1e-4].map(tickFormat([1e-6, 1e-4]))).toEqual(["10⁻⁶", "10⁻⁴"]);
  expect([0.2, 0.25].map(tickFormat([0.2, 0.25]))).toEqual(["0.20", "0.25"]);
});
