import { type Progress, type ResampleMethod, resample } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { mortalWorkers, startWorker } from "../support/workers.ts";

const [rows, columns] = [120, 30];
const X = Array.from({ length: rows }, (_, i) =>
  Array.from({ length: columns }, (_, k) => Math.sin((i + 1) * (k + 1) * 1.7) / (1 + 0.1 * k)),
);
const y = X.map((row, i) => (row[0] as number) - 2 * (row[3] as number) + 0.3 * Math.cos(i * i));
const data = { X, y };

/** All that a report holds, as text that tells every bit of a number. */
const bits = (report: object) =>
  JSON.stringify(report, (_, x) => (ArrayBuffer.isView(x) ? Array.from(x as Float64Array) : x));

const many: ResampleMethod = { kind: "bootstrap", replicates: 100_000 };

describe("resampling on workers", () => {
  it.each<ResampleMethod>([
    { kind: "kFold", folds: 7, repeats: 3 },
    { kind: "learningCurve", sizes: [40, 80], repeats: 15 },
    { kind: "bootstrap", replicates: 300 },
    { kind: "bootstrap", replicates: 300, draw: "residuals" },
    { kind: "jackknife" },
    { kind: "permutation", permutations: 300 },
    { kind: "bagging", bags: 40 },
  ])("has the bits of one in place: %j", async (method) => {
    const here = bits(await resample(data, { method, seed: 4 }));
    for (const workers of [1, 2]) {
      expect(bits(await resample(data, { method, seed: 4, workers }))).toBe(here);
    }
  });

  it("does the batch of a worker that dies again", async () => {
    const method: ResampleMethod = { kind: "bootstrap", replicates: 6000 };
    const here = bits(await resample(data, { method }));
    const { createWorker, made } = mortalWorkers(2);
    expect(bits(await resample(data, { method, workers: 2, createWorker }))).toBe(here);
    expect(made()).toBeGreaterThan(2);
  });

  it("tells how it gets on, at most ten times a second, and what is left", async () => {
    const calls: Progress[] = [];
    const method: ResampleMethod = { kind: "bootstrap", replicates: 4000 };
    await resample(data, { method, workers: 2, onProgress: (progress) => calls.push(progress) });
    expect(calls.length).toBeGreaterThan(1);
    expect(calls.at(-1)).toMatchObject({ done: 4000, total: 4000, etaMs: 0 });
    for (const [i, { done, etaMs, elapsedMs }] of calls.slice(0, -1).entries()) {
      expect(done).toBeGreaterThan(0);
      expect(etaMs).toBeCloseTo((elapsedMs / done) * (4000 - done), 6);
      if (i > 0) expect(elapsedMs - (calls[i - 1]?.elapsedMs ?? 0)).toBeGreaterThanOrEqual(99);
    }
  });

  it("stops within a tenth of a second of an abort and leaves no worker behind", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    let alive = 0;
    const createWorker = () => {
      alive++;
      return startWorker().on("exit", () => alive--);
    };
    const options = { method: many, workers: 2, createWorker, signal: controller.signal };
    const running = resample(data, options);
    let asked = 0;
    setTimeout(() => {
      asked = performance.now();
      controller.abort(reason);
    }, 500);
    await expect(running).rejects.toBe(reason);
    expect(performance.now() - asked).toBeLessThan(100);
    expect(alive).toBe(0);
  });

  it("names bad options", async () => {
    const code = (options: object) =>
      resample(data, options as Parameters<typeof resample>[1]).catch(
        (error) => `${error.code} ${error.argument}`,
      );
    expect(await code({ method: many, workers: -1 })).toBe("OutOfRange workers");
    expect(await code({ method: { kind: "kFold", folds: 1 }, workers: 1 })).toBe(
      await code({ method: { kind: "kFold", folds: 1 } }),
    );
    expect(await code({ method: many, worker: 1, workers: 1 })).toBe("Unknown worker");
  });
});
