// What becomes of a function that is told of the work, and fails: every call that takes one.
import { accumulate, fitRows, resample, runSweep, StreamedRidge, simulate } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { watched } from "../../ts/batches/watch.ts";
import { grid } from "../support/grid.ts";

const X = Array.from({ length: 60 }, (_, i) => [Math.sin(i * i), Math.cos(3 * i)]);
const y = X.map(([a = 0, b = 0]) => a - b * b);
const chunks = [{ X, y }];
const model = StreamedRidge.fit(await accumulate(chunks));
const { problem } = grid;

type Watch = { onProgress?: () => unknown; signal?: AbortSignal; workers?: number };

/** Each call that tells of its progress. */
const calls: Record<string, (watch: Watch) => Promise<unknown>> = {
  accumulate: (watch) => accumulate(chunks, watch),
  fitRows: (watch) => fitRows(chunks, watch),
  leaveOneOut: (watch) => model.leaveOneOut(chunks, watch),
  resample: (watch) => resample({ X, y }, { ...watch, method: { kind: "kFold", folds: 5 } }),
  runSweep: (watch) => runSweep(grid, { read: () => undefined, write() {} }, watch),
  simulate: (watch) => simulate({ ...problem, samples: 20, lambda: 0.1 } as never, watch),
};

describe.each(Object.entries(calls))("%s", (_, call) => {
  const failure = new Error("the listener failed");

  it.each([0, 1])("is rejected with what its listener throws, on %d workers", async (workers) => {
    const onProgress = () => {
      throw failure;
    };
    await expect(call({ onProgress, workers })).rejects.toBe(failure);
  });

  it.each([0, 1])("is rejected with what it is rejected with, on %d workers", async (workers) => {
    const onProgress = async () => {
      throw failure;
    };
    await expect(call({ onProgress, workers })).rejects.toBe(failure);
  });

  it("waits at its end for what its listener still does", async () => {
    const late = () => new Promise((_, reject) => setTimeout(reject, 30, failure));
    await expect(call({ onProgress: late, workers: 0 })).rejects.toBe(failure);
    let told = 0;
    const slow = () => new Promise((resolve) => setTimeout(() => resolve(told++), 30));
    await call({ onProgress: slow, workers: 0 });
    expect(told).toBeGreaterThan(0);
  });

  it("is ended by its signal though its listener never ends", async () => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const onProgress = () => {
      setTimeout(() => controller.abort(reason), 10);
      return new Promise(() => {});
    };
    // What is done by then stays done.
    const ended = await Promise.allSettled([
      call({ onProgress, signal: controller.signal, workers: 0 }),
    ]);
    const [{ status, reason: why }] = ended as [PromiseRejectedResult];
    expect(status === "rejected" ? why : reason).toBe(reason);
  });
});

describe("watched work", () => {
  it("is the first failure's, and hears no later one", async () => {
    let count = 0;
    const onProgress = async () => {
      throw new Error(`failure ${++count}`);
    };
    const work = watched({ onProgress }, async ({ signal, onProgress: tell }) => {
      tell?.(undefined);
      tell?.(undefined);
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve, 1));
      expect(signal?.aborted).toBe(true);
    });
    await expect(work).rejects.toThrow("failure 1");
  });

  it("leaves nothing on the caller's signal", async () => {
    const { signal } = new AbortController();
    const listeners = new Set<unknown>();
    const add = signal.addEventListener.bind(signal);
    signal.addEventListener = ((type: string, listener: never, options: never) => {
      listeners.add(listener);
      add(type, listener, options);
    }) as typeof signal.addEventListener;
    const remove = signal.removeEventListener.bind(signal);
    signal.removeEventListener = ((type: string, listener: never) => {
      listeners.delete(listener);
      remove(type, listener);
    }) as typeof signal.removeEventListener;
    await watched({ signal, onProgress: () => {} }, async ({ onProgress }) => onProgress?.(1));
    expect(listeners.size).toBe(0);
  });
});
