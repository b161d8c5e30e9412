import fc from "fast-check";
import { logspace } from "ridgelaw";
import { describe, expect, it } from "vitest";

describe("logspace", () => {
  it("hits powers of ten, of two and round numbers exactly", () => {
    expect([...logspace(1, 1e6, 7)]).toEqual([1, 10, 100, 1e3, 1e4, 1e5, 1e6]);
    expect([...logspace(1e6, 1e-2, 5)]).toEqual([1e6, 1e4, 100, 1, 0.01]);
    expect([...logspace(1, 1024, 11)]).toEqual(Array.from({ length: 11 }, (_, i) => 2 ** i));
    expect([...logspace(2, 200, 3)]).toEqual([2, 20, 200]);
    const decades = Array.from({ length: 601 }, (_, i) => Number(`1e${i - 300}`));
    expect([...logspace(1e-300, 1e300, 601)]).toEqual(decades);
  });

  it("meets both ends, is monotone and even in its logarithm", () => {
    const end = fc.double({ min: 1e-200, max: 1e200, noNaN: true });
    fc.assert(
      fc.property(end, end, fc.integer({ min: 2, max: 40 }), (from, to, count) => {
        fc.pre(Math.abs(Math.log(to / from)) > 1e-6);
        const points = logspace(from, to, count);
        expect([points[0], points[count - 1]]).toEqual([from, to]);
        const rounding =
          4 * Number.EPSILON * (1 + Math.abs(Math.log(from)) + Math.abs(Math.log(to)));
        points.forEach((point, i) => {
          const exact = Math.log(from) + (i / (count - 1)) * (Math.log(to) - Math.log(from));
          expect(Math.abs(Math.log(point) - exact)).toBeLessThan(rounding);
          const next = points[i + 1] ?? point;
          expect(Math.sign(next - point) * Math.sign(to - from)).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });
});
