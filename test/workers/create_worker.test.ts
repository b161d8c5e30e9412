// A `createWorker` that is none, or fails: the call is rejected, and no worker is left behind.
import type { Worker } from "node:worker_threads";
import { isotropic, simulate } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { caught } from "../support/misuse.ts";
import { mortalWorkers, startWorker } from "../support/workers.ts";

const population = isotropic({ dimension: 40, noise: 0.1 });
const problem = { model: { kind: "ridge" }, ...population, samples: 30, lambda: 0.1 } as const;
const run = (createWorker: unknown) =>
  simulate(problem, { trials: 40_000, workers: 2, createWorker: createWorker as () => Worker });

describe("createWorker", () => {
  it.each([
    ["no function", 5],
    ["nothing", null],
    ["a function that returns nothing", () => undefined],
    ["a function that returns no worker", () => ({ postMessage() {} })],
    ["a function that returns what cannot be heard", () => ({ postMessage() {}, terminate() {} })],
  ])("that is %s is refused", async (_, createWorker) => {
    const { code, argument } = await caught(() => run(createWorker));
    expect(`${code} ${argument}`).toBe("WrongType createWorker");
  });

  const failure = new Error("no more workers");

  it("that fails at its second worker ends the first", async () => {
    const made: Worker[] = [];
    const createWorker = () => {
      if (made.length > 0) throw failure;
      made.push(startWorker());
      return made[0];
    };
    await expect(run(createWorker)).rejects.toBe(failure);
    expect(made[0]?.threadId).toBe(-1);
  });

  it("that fails when a worker is replaced ends the call with the same", async () => {
    const { createWorker, made } = mortalWorkers(2);
    const failing = () => {
      if (made() === 2) throw failure;
      return createWorker();
    };
    await expect(run(failing)).rejects.toBe(failure);
  });
});
