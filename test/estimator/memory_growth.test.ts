import { evaluate, powerLaw, Ridge, ridge } from "ridgelaw";
import { expect, it } from "vitest";

// In a file, and so in an instance, of its own: memory that a large call once took would hide a leak.
it("memory does not grow over ten thousand calls", () => {
  const { problem } = ridge(powerLaw({ exponent: 1.2, source: 0.4, modes: 100 }), {
    samples: 100,
    lambda: 1e-3,
  });
  const X = Array.from({ length: 12 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
  const y = X.map(([a]) => a as number);
  const bad = { ...problem, samples: -1 };
  const run = (times: number) => {
    for (let i = 0; i < times; i++) {
      evaluate(problem);
      Ridge.fit(X, y, { lambda: 0.1 });
      expect(() => evaluate(bad)).toThrow();
    }
  };
  // External memory: the core's own and typed arrays.
  const external = () => process.memoryUsage().external;
  run(1000);
  globalThis.gc?.();
  const before = external();
  run(10_000);
  globalThis.gc?.();
  expect(external() - before).toBeLessThan(2 ** 20);
});
