// The submitter's side of a queue.
import { Queue, Worker } from "bullmq";
import { cellsOf, keyOf, mergeSweep, type RecordStore, runSweep, type SweepGrid } from "ridgelaw";
import { type Served, serveSweeps, submitSweep } from "ridgelaw/bullmq";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { grid } from "../support/grid.ts";
import { freePort, RedisServer } from "./redis_server.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
}, 300_000);
afterAll(() => redis.remove());

class Memory implements RecordStore {
  readonly texts = new Map<string, string>();
  read = (name: string) => this.texts.get(name);
  write = (name: string, text: string) => void this.texts.set(name, text);
}

const here = async (of: SweepGrid): Promise<string> => {
  const store = new Memory();
  await runSweep(of, store, { workers: 0 });
  return (await mergeSweep(of, store)).text;
};
const connection = () => ({ url: redis.address, maxRetriesPerRequest: null });

/** Work that goes on until it is stopped. */
const staff: AbortController[] = [];
const ends: Promise<unknown>[] = [];
function hire(queue: string): Promise<Served> {
  const controller = new AbortController();
  staff.push(controller);
  const served = serveSweeps({
    redis: redis.address,
    queue,
    workers: 0,
    signal: controller.signal,
  });
  ends.push(served);
  return served;
}
afterEach(async () => {
  for (const controller of staff.splice(0)) controller.abort();
  await Promise.all(ends.splice(0));
});

describe("a submission", () => {
  it("keeps no more in the queue than it may", async () => {
    const [store, queue] = [new Memory(), "few"];
    const look = new Queue(queue, { connection: connection() });
    const counts: number[] = [];
    const all = ["waiting", "active", "completed", "failed", "delayed"] as const;
    const watch = setInterval(async () => counts.push(await look.getJobCountByTypes(...all)), 5);
    const served = hire(queue);
    const progress = await submitSweep(grid, store, { redis: redis.address, queue, waiting: 3 });
    clearInterval(watch);
    expect(progress).toEqual({ cells: 12, done: 12, found: 0, redone: 0, failed: 0 });
    expect((await mergeSweep(grid, store)).text).toBe(await here(grid));
    expect(Math.max(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThanOrEqual(3);
    // Nothing is left behind.
    expect(await look.getJobCountByTypes(...all)).toBe(0);
    await look.close();
    for (const controller of staff) controller.abort();
    expect(await served).toEqual({ done: 12, refused: 0, failed: 0 });
  });

  it("that is aborted takes its cells back, and goes on when called again", async () => {
    const [store, queue] = [new Memory(), "aborted"];
    const slow = { ...grid, trials: 20_000 };
    const controller = new AbortController();
    hire(queue);
    const reason = new Error("enough");
    const options = { redis: redis.address, queue };
    const aborted = submitSweep(slow, store, {
      ...options,
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    });
    await expect(aborted).rejects.toBe(reason);
    const kept = store.texts.size;
    expect(kept).toBeLessThan(12);
    const look = new Queue(queue, { connection: connection() });
    expect(await look.getWaitingCount()).toBe(0);
    await look.close();
    const progress = await submitSweep(slow, store, options);
    expect(progress).toMatchObject({ done: 12, found: kept });
    expect((await mergeSweep(slow, store)).text).toBe(await here(slow));
  });

  it("tells of cells that no attempt could run, after all others, and tries them again when called again", async () => {
    const [store, queue] = [new Memory(), "failing"];
    const bad = keyOf(cellsOf(grid)[3] as ReturnType<typeof cellsOf>[0]);
    const { runCell } = await import("ridgelaw");
    const worker = new Worker(
      queue,
      async (job) => {
        if (job.id === bad) throw new Error("out of memory");
        return runCell(job.data.cell, { workers: 0 });
      },
      { connection: connection() },
    );
    const options = { redis: redis.address, queue, attempts: 2 };
    await expect(submitSweep(grid, store, options)).rejects.toMatchObject({
      code: "CellsFailed",
      message: "1 cell could not be run; the first: out of memory",
    });
    await worker.close();
    expect(store.texts.size).toBe(11);
    hire(queue);
    expect(await submitSweep(grid, store, options)).toMatchObject({ done: 12, found: 11 });
    expect((await mergeSweep(grid, store)).text).toBe(await here(grid));
  });

  it("is rejected with what its listener is rejected with, and so is a worker", async () => {
    const [store, queue] = [new Memory(), "listened"];
    const failure = new Error("the listener failed");
    const onProgress = async () => {
      throw failure;
    };
    const options = { redis: redis.address, queue, onProgress };
    const served = expect(serveSweeps({ ...options, workers: 0 })).rejects.toBe(failure);
    const submitted = expect(submitSweep(grid, store, options)).rejects.toBe(failure);
    await served;
    hire(queue);
    await submitted;
    expect(store.texts.size).toBeGreaterThan(0);
  });

  it("takes nothing for a record that is none", async () => {
    const [store, queue] = [new Memory(), "rogue"];
    const worker = new Worker(queue, async () => '{"sha256":"0","record":{}}\n', {
      connection: connection(),
    });
    const one = { ...grid, vary: {}, replicates: 1 };
    const running = submitSweep(one, store, { redis: redis.address, queue });
    await expect(running).rejects.toMatchObject({ code: "CellsFailed" });
    expect(store.texts.size).toBe(0);
    await worker.close();
  });

  it("of a bad grid is refused before anything is queued", async () => {
    const options = { redis: `redis://127.0.0.1:${await freePort()}` };
    const bad = { ...grid, vary: { samples: [10, 0.5] } };
    await expect(submitSweep(bad, new Memory(), options)).rejects.toMatchObject({
      code: "OutOfRange",
      argument: "samples",
    });
  });
});
