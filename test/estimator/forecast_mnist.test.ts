import { readFileSync } from "node:fs";
import { forecast } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { images } from "../support/mnist.ts";

interface Truth {
  samples: number;
  lambda: number;
  testError: number;
  classError: number;
}

/** Real errors; the file says which command made it. */
const { kernel, testSize, truth } = JSON.parse(
  readFileSync(new URL("../fixtures/mnist_truth.json", import.meta.url), "utf8"),
) as { kernel: { kind: "rbf"; gamma: number }; testSize: number; truth: Truth[] };

const mean = (x: number[]) => x.reduce((a, b) => a + b, 0) / x.length;
const holds = (truth: number, [low, high]: [number, number]) => low <= truth && truth <= high;

describe("forecasts on MNIST, up to fourteen times the data", () => {
  const outcomes = [500, 1000, 2000].flatMap((seen) => {
    const { X, y } = images(0, seen);
    return [1e-5, 1e-4, 1e-3, 1e-2].flatMap((lambda) => {
      const real = truth.filter((t) => t.lambda === lambda && t.samples > seen);
      const at = real.map((t) => t.samples);
      const future = forecast({ X, y, kernel, lambda, at, testSize });
      return future.forecast.map((point, i) => ({ seen, lambda, point, real: real[i] as Truth }));
    });
  });
  const errors = outcomes.map(({ point, real }) => Math.abs(point.testError / real.testError - 1));

  it("are within 6 % on average and none is off by 20 %", () => {
    expect(errors).toHaveLength(36);
    expect(mean(errors)).toBeLessThan(0.06);
    expect(Math.max(...errors)).toBeLessThan(0.2);
  });

  it("have intervals that hold in eight cases of ten and are no wider than half the error", () => {
    const held = outcomes.filter(({ point, real }) => holds(real.testError, point.interval));
    expect(held.length / outcomes.length).toBeGreaterThanOrEqual(0.8);
    const widths = outcomes.map(({ point: { interval } }) => Math.log(interval[1] / interval[0]));
    expect(mean(widths)).toBeLessThan(0.3);
  });

  it("tell the share of wrong classes within a quarter, with intervals that hold", () => {
    const wrong = outcomes.map(({ point, real }) => {
      const { error, interval } = point.classification ?? { error: 0, interval: [0, 0] };
      return {
        error: Math.abs(error / real.classError - 1),
        held: holds(real.classError, interval),
      };
    });
    expect(mean(wrong.map(({ error }) => error))).toBeLessThan(0.25);
    expect(mean(wrong.map(({ held }) => Number(held)))).toBeGreaterThanOrEqual(0.8);
  });
}, 300_000);
