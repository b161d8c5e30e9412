// A turn for others, wherever there is setImmediate, channels or timers alone.
import { afterEach, describe, expect, it, vi } from "vitest";
import { breathe } from "../../ts/batches/breathe.ts";

afterEach(() => void vi.unstubAllGlobals());

/** What the platform is without. */
const platforms: [string, string[]][] = [
  ["Node", []],
  ["a page", ["setImmediate"]],
  ["an old platform", ["setImmediate", "MessageChannel"]],
];

describe.each(platforms)("breathe on %s", (_, absent) => {
  it("lets timers and aborts through", async () => {
    for (const name of absent) vi.stubGlobal(name, undefined);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const start = performance.now();
    while (!controller.signal.aborted && performance.now() - start < 2_000) await breathe();
    expect(controller.signal.aborted).toBe(true);
  });
});

it("costs less than a timer", async () => {
  const took = async (turn: () => Promise<unknown>) => {
    const start = performance.now();
    for (let i = 0; i < 100; i++) await turn();
    return performance.now() - start;
  };
  const timer = () => new Promise((resolve) => setTimeout(resolve, 0));
  expect(await took(breathe)).toBeLessThan((await took(timer)) / 2);
});
