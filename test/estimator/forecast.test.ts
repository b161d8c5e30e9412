import { readFileSync } from "node:fs";
import { type ForecastOptions, forecast, powerLaw, Ridge, RidgelawError, ridge } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { relative } from "../support/cases.ts";
import { misuse } from "../support/misuse.ts";
import { normals } from "../support/normals.ts";

const { cases } = JSON.parse(
  readFileSync(new URL("../fixtures/forecast.json", import.meta.url), "utf8"),
);

describe("an independent implementation in another language", () => {
  for (const [
    i,
    { name, X, y, kernel, intercept, labels, lambda, at, forecast: expected },
  ] of cases.entries()) {
    if (labels) continue;
    it(`agrees on case ${i}: ${name} at λ = ${lambda ?? "optimal"}`, () => {
      const future = forecast({
        X,
        y,
        kernel,
        intercept,
        at,
        ...(lambda !== undefined && { lambda }),
      });
      future.forecast.forEach((point, k) => {
        expect(relative(point.testError, expected[k].testError)).toBeLessThan(1e-6);
        expect(relative(point.interval[0], expected[k].interval[0])).toBeLessThan(1e-6);
        expect(relative(point.optimalError, expected[k].optimalError)).toBeLessThan(1e-6);
      });
    });
  }
});

/** Gaussian data of a power law: theory is the truth. */
function gaussian(samples: number, seed: number) {
  const modes = 60;
  const [exponent, source, noise] = [1.2, 0.5, 0.2];
  const draw = normals(seed);
  const y = new Float64Array(samples);
  const X = { data: new Float64Array(samples * modes), rows: samples, columns: modes };
  for (let i = 0; i < samples; i++) {
    for (let k = 1; k <= modes; k++) {
      const z = draw();
      X.data[i * modes + k - 1] = k ** (-exponent / 2) * z;
      y[i] = (y[i] as number) + k ** (-(1 + 2 * exponent * source) / 2) * z;
    }
    y[i] = (y[i] as number) + Math.sqrt(noise) * draw();
  }
  return { X, y, population: powerLaw({ exponent, source, modes, noise }) };
}

describe("where theory is the truth", () => {
  it("forecasts hold its errors inside their intervals, and are unbiased", () => {
    const at = [400, 1600];
    const deviations = Array.from({ length: 24 }, (_, seed) => {
      const { X, y, population } = gaussian(200, seed);
      const future = forecast({ X, y, at, lambda: 1e-2, intercept: false, testSize: 1e9 });
      return future.forecast.map(({ testError, interval, samples }) => {
        const truth = ridge(population, { samples, lambda: 1e-2 }).testError;
        return {
          ln: Math.log(testError / truth),
          held: interval[0] <= truth && truth <= interval[1],
        };
      });
    }).flat();
    const held = deviations.filter((d) => d.held).length / deviations.length;
    const mean = deviations.reduce((sum, d) => sum + d.ln, 0) / deviations.length;
    expect(held).toBeGreaterThanOrEqual(0.8);
    expect(Math.abs(mean)).toBeLessThan(0.05);
  });

  it("the ceiling at a ridge is near what infinite data give there", () => {
    const { X, y, population } = gaussian(600, 3);
    const future = forecast({ X, y, at: 1000, lambda: 1e-2, intercept: false });
    const truth = ridge(population, { samples: 1e15, lambda: 1e-2 }).testError;
    expect(relative(future.ceilingAtLambda?.testError as number, truth)).toBeLessThan(0.1);
  });
});

describe("the answer", () => {
  const { X, y } = gaussian(160, 1);
  const future = forecast({ X, y, at: [320, 1000, 5000], lambda: 1e-3 });

  it("falls with samples, and its ceiling lies below", () => {
    const errors = future.forecast.map((point) => point.testError);
    expect(errors).toEqual([...errors].sort((a, b) => b - a));
    expect(future.ceiling.testError).toBeLessThanOrEqual((errors[2] as number) * 1.001);
  });

  it("says how many samples reach an error, on its own curve", () => {
    const [, middle] = future.forecast;
    const { samples, interval } = future.samplesFor(middle?.testError as number);
    expect(relative(samples as number, 1000)).toBeLessThan(0.05);
    expect(interval[0] as number).toBeLessThanOrEqual(samples as number);
    expect(future.samplesFor(1e-9).samples).toBeNull();
    expect(() => future.samplesFor(-1)).toThrow(RidgelawError);
  });

  it("shows what leave-one-out says of the data at hand", () => {
    const fit = Ridge.fit(X, y, { lambda: 1e-3 });
    expect(relative(future.now.looError, fit.looError)).toBeLessThan(1e-9);
    expect(relative(future.now.kappa, fit.kappa)).toBeLessThan(1e-9);
    expect([...future.observed.samples]).toEqual([20, 40, 80, 160]);
  });

  it("is the same for the same seed, and hardly another for another", () => {
    const again = forecast({ X, y, at: 1000, lambda: 1e-3, seed: 0 });
    expect(again.forecast[0]?.testError).toBe(future.forecast[1]?.testError);
    const other = forecast({ X, y, at: 1000, lambda: 1e-3, seed: 5 });
    expect(
      relative(other.forecast[0]?.testError as number, again.forecast[0]?.testError as number),
    ).toBeLessThan(0.05);
  });

  it("forecasts classes for labels", () => {
    const labels = Array.from(y, (t) => (t > 0 ? "up" : "down"));
    const classes = forecast({ X, y: labels, at: 1000 });
    expect(classes.classes).toEqual(["down", "up"]);
    const { error, interval } = classes.forecast[0]?.classification ?? {
      error: 1,
      interval: [1, 1],
    };
    expect(interval[0] < error && error < interval[1] && error < 0.5).toBe(true);
  });
});

describe("bad input", () => {
  const { X, y } = gaussian(30, 2);
  const rows: [string, Partial<ForecastOptions>][] = [
    ["OutOfRange at", { at: 0 }],
    ["OutOfRange at[1]", { at: [100, -1] }],
    ["NotFinite at[0]", { at: [Number.POSITIVE_INFINITY] }],
    ["Empty at", { at: [] }],
    ["OutOfRange lambda", { lambda: -1 }],
    ["WrongType lambda", { lambda: "best" as "optimal" }],
    ["Conflict y", { y: new Float64Array(30).fill(2) }],
    ["OutOfRange testSize", { testSize: 0 }],
    ["OutOfRange X.rows", { X: [[1], [2], [3]], y: [1, 2, 4] }],
    ["Unknown sed", { sed: 1 } as object],
    ["Missing at", { at: undefined } as object],
    ["WrongType at", { at: "60" } as object],
  ];
  for (const [expected, change] of rows) {
    it(`${expected}`, () => {
      expect(misuse(() => forecast({ X, y, at: 100, ...change }))).toBe(expected);
    });
  }
});
