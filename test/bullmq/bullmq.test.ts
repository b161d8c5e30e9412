import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { Queue, Worker } from "bullmq";
import { cellsOf, keyOf, mergeSweep, type RecordStore, runSweep, type SweepGrid } from "ridgelaw";
import { type Served, serveSweeps, submitSweep } from "ridgelaw/bullmq";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { cli, complaint, Folder, json, misuse, node, ridgelaw } from "../cli/ridgelaw.ts";
import { freePort, RedisServer, sleep } from "./redis_server.ts";

const grid: SweepGrid = {
  problem: {
    model: { kind: "ridge" },
    spectrum: { kind: "isotropic", dimension: 20 },
    target: { kind: "isotropic" },
    noise: 0.1,
    samples: 10,
    lambda: 0.1,
  },
  vary: { samples: [10, 20, 40], lambda: [0.1, 1] },
  trials: 20,
  replicates: 2,
};
const folder = new Folder();
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
}, 300_000);
afterAll(async () => {
  await redis.remove();
  folder.remove();
});

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

/** A command that runs beside others. */
function start(...args: string[]): { process: ChildProcess; end: Promise<string> } {
  const child = spawn(node, [cli, ...args, "--redis", redis.address]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      said += chunk;
    });
  }
  const end = new Promise<string>((resolve) =>
    child.on("close", (code) => resolve(`${code} ${said}`)),
  );
  return { process: child, end };
}

const records = (name: string) =>
  existsSync(folder.at(name))
    ? readdirSync(folder.at(name)).filter((file) => /^[0-9a-f]{64}\.json$/.test(file)).length
    : 0;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

describe("processes on a queue", () => {
  it("survive a worker killed and Redis restarted: every record once, the bytes of one process", async () => {
    const slow = { ...grid, trials: 2000, replicates: 8 };
    const path = folder.write("grid.json", JSON.stringify(slow));
    const serve = ["sweep-worker", "--workers", "0", "--lease", "3", "--idle", "60"];
    const [victim, survivor] = [start(...serve), start(...serve)];
    const submitted = start("sweep", path, "--out", folder.at("queue"), "--waiting", "16");
    await until(() => records("queue") >= 6);
    victim.process.kill("SIGKILL");
    await until(() => records("queue") >= 14);
    await redis.kill();
    expect(records("queue")).toBeLessThan(48);
    await sleep(500);
    const during = records("queue");
    await redis.start();
    expect(await submitted.end).toBe("0 48 records\n");
    expect(during).toBeLessThan(48);
    survivor.process.kill("SIGTERM");
    expect(await survivor.end).toMatch(/^0 \d+ cells\n$/);
    expect(records("queue")).toBe(48);
    await json(["sweep", path, "--out", folder.at("one"), "--workers", "0"]);
    const [queued, alone] = [
      await ridgelaw(["merge", folder.at("queue")]),
      await ridgelaw(["merge", folder.at("one")]),
    ];
    expect(queued.stdout).toBe(alone.stdout);
    expect(queued.stdout.split("\n")).toHaveLength(49);
  }, 60_000);

  it("say within seconds that there is no Redis, and write nothing", async () => {
    const path = folder.write("small.json", JSON.stringify(grid));
    const nowhere = ["--redis", `redis://:secret@127.0.0.1:${await freePort()}`];
    for (const args of [["sweep", path, "--out", folder.at("none")], ["sweep-worker"]]) {
      const begun = performance.now();
      const said = complaint(await ridgelaw([...args, ...nowhere]), 1);
      expect(said).toMatch(/: there is no Redis at 127\.0\.0\.1:\d+ \(connect ECONNREFUSED/);
      expect(said).not.toContain("secret");
      expect(performance.now() - begun).toBeLessThan(10_000);
    }
    expect(folder.list()).not.toContain("none");
  });

  it.each([
    [["sweep", "GRID", "--out", "x", "--redis", "localhost"], "--redis must be an address"],
    [
      ["sweep", "GRID", "--out", "x", "--redis", "redis://h", "--shard", "1/2"],
      "--shard has no meaning with --redis",
    ],
    [["sweep", "GRID", "--out", "x", "--waiting", "5"], "--waiting has no meaning without --redis"],
    [
      ["sweep", "GRID", "--out", "x", "--redis", "redis://h", "--waiting", "0"],
      "--waiting must be a whole number",
    ],
    [["sweep-worker"], "--redis ADDRESS is missing"],
    [
      ["sweep-worker", "--redis", "redis://h", "--queue", "a:b"],
      "--queue must be a name without colons",
    ],
    [
      ["sweep-worker", "--redis", "redis://h", "--lease", "0"],
      "--lease must be a duration above 0",
    ],
  ])("refuse %j", async (args, words) => {
    const path = folder.write("small.json", JSON.stringify(grid));
    expect(await misuse(args.map((arg) => (arg === "GRID" ? path : arg)))).toContain(words);
  });
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
      ["none", { version: 1, key }, /a cell must be an object/],
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
