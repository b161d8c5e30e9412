// The worker's side of a queue.
import { Queue } from "bullmq";
import { cellsOf, keyOf } from "ridgelaw";
import { serveSweeps } from "ridgelaw/bullmq";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { grid } from "../support/grid.ts";
import { RedisServer, sleep } from "./redis_server.ts";

let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
}, 300_000);
afterAll(() => redis.remove());
const connection = () => ({ url: redis.address, maxRetriesPerRequest: null });

describe("a worker", () => {
  const [cell] = cellsOf(grid) as [ReturnType<typeof cellsOf>[0]];
  const key = keyOf(cell);
  const odd = { ...cell, command: "rm" };
  const wrong = { ...cell, problem: { ...cell.problem, "__proto__ ": 1 } };

  it("refuses what is not a cell to the last field, without another attempt", async () => {
    const queue = new Queue("bad", { connection: connection() });
    const jobs: [string, unknown, RegExp][] = [
      ["text", "process.exit()", /not an object/],
      ["extra", { version: 1, key: "extra", cell, code: "1" }, /unknown field, code/],
      ["version", { version: 2, key, cell }, /version 2/],
      ["key", { version: 1, key: "key", cell }, /key is not that of its cell/],
      ["other", { version: 1, key, cell }, /key is not that of its cell/],
      ["odd", { version: 1, key: keyOf(odd), cell: odd }, /command is not an entry of a cell/],
      ["wrong", { version: 1, key: keyOf(wrong), cell: wrong }, /__proto__/],
      ["none", { version: 1, key }, /cell must be an object/],
      ["trials", { version: 1, key, cell: { ...cell, trials: "20" } }, /trials must be/],
    ];
    for (const [jobId, data] of jobs) await queue.add("cell", data, { jobId, attempts: 5 });
    const served = await serveSweeps({
      redis: redis.address,
      queue: "bad",
      workers: 0,
      idle: 1000,
    });
    expect(served).toEqual({ done: 0, refused: jobs.length, failed: 0 });
    for (const [id, , words] of jobs) {
      const job = await queue.getJob(id);
      expect(job?.failedReason).toMatch(words);
      expect(job?.attemptsMade).toBe(1);
    }
    await queue.close();
  });

  it("that is told to end gives its cell back at once, whole for the next", async () => {
    const queue = new Queue("given-back", { connection: connection() });
    const long = { ...cell, trials: 1e6 };
    await queue.add("cell", { version: 1, key: keyOf(long), cell: long }, { jobId: keyOf(long) });
    const controller = new AbortController();
    const { signal } = controller;
    const serving = serveSweeps({ redis: redis.address, queue: "given-back", workers: 0, signal });
    while ((await queue.getActiveCount()) === 0) await sleep(10);
    controller.abort();
    expect(await serving).toEqual({ done: 0, refused: 0, failed: 0 });
    expect([await queue.getActiveCount(), await queue.getWaitingCount()]).toEqual([0, 1]);
    await queue.close();
  });

  it("gives up on a Redis that stays away for longer than its patience", async () => {
    const other = await RedisServer.start();
    const serving = serveSweeps({ redis: other.address, workers: 0, patience: 500 });
    serving.catch(() => {});
    await sleep(500);
    await other.remove();
    await expect(serving).rejects.toMatchObject({ code: "RedisUnavailable" });
  });
});
