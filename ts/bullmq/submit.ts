// The submitter's side: keeps the queue supplied, and records in its own store.
import { type Job, Queue } from "bullmq";
import {
  type Cell,
  cellsOf,
  checkCells,
  keyOf,
  openRecord,
  type RecordStore,
  RidgelawError,
  recordName,
  type SweepGrid,
  type SweepProgress,
} from "ridgelaw";
import { type Watched, watched } from "../batches/watch.ts";
import { described, requireKnown, requireMethods } from "../bridge/options.ts";
import { toJob } from "./cell_job.ts";
import { openLink, type QueueOptions, queueNames } from "./connection.ts";

export interface SubmitOptions extends QueueOptions {
  /** Cells that the queue holds at a time, finished ones included; 500 where absent. Redis needs room for these only. */
  waiting?: number;
  /** How often a cell is tried, the pauses between doubling from a second on; 5 where absent. */
  attempts?: number;
  /** Called when records have come; what it throws or is rejected with ends the work. */
  onProgress?: (progress: SweepProgress) => void;
}

const names = [...queueNames, "waiting", "attempts", "onProgress"];

/** A look at the queue costs one call; after a vain one, so many milliseconds pass. */
const pause = 100;
/** How often it is asked whether the queue still has what was put there. */
const rollCall = 5000;
/** A cell for which the queue has handed back so many things that are no record of it has failed. */
const mostVain = 3;
/** Records that nobody came back for are dropped after a week. */
const kept = { age: 7 * 24 * 3600 };
/** Taking cells back takes at most so many milliseconds. */
const farewell = 2000;

/**
 * Has the cells that are not yet recorded run by the workers of a queue, and records them as they come. Stopped, or its
 * machine or Redis restarted, it goes on from there when called again; what finished meanwhile is fetched, not run again.
 *
 * @throws RidgelawError before any work where the grid makes no sense; `RedisUnavailable` where there is no Redis;
 * `CellsFailed`, once all others are recorded, where the workers could not run some cells.
 */
export async function submitSweep(
  grid: SweepGrid,
  store: RecordStore,
  options: SubmitOptions,
): Promise<SweepProgress> {
  const { signal, onProgress, ...rest } = requireKnown(options, names);
  return watched({ signal, onProgress }, (watch) => submit(grid, store, rest, watch));
}

async function submit(
  grid: SweepGrid,
  store: RecordStore,
  options: Omit<SubmitOptions, keyof Watched<never>>,
  { signal, onProgress }: Watched<SweepProgress>,
): Promise<SweepProgress> {
  const { waiting = 500, attempts = 5, ...rest } = options;
  requireCount("waiting", waiting);
  requireCount("attempts", attempts);
  requireMethods(store, ["read", "write"], "store");
  const cells = cellsOf(grid);
  checkCells(cells);
  const link = await openLink(rest, signal);
  const queue = new Queue(link.name, {
    connection: link.client,
    // Events carry whole records, which nobody reads there.
    streams: { events: { maxLen: 100 } },
    defaultJobOptions: {
      attempts,
      backoff: { type: "exponential", delay: 1000 },
      removeOnComplete: kept,
      removeOnFail: kept,
    },
  });
  queue.on("error", () => {});
  const submission = new Submission(queue, cells, store, onProgress);
  try {
    await Promise.race([submission.run(waiting), link.lost]);
  } catch (error) {
    await Promise.race([submission.withdraw(), sleep(farewell)]);
    throw error;
  } finally {
    submission.stop();
    await Promise.race([queue.close().catch(() => {}), sleep(farewell)]);
    link.close();
  }
  return submission.progress;
}

interface Pending {
  cell: Cell;
  /** Its record was torn or changed. */
  torn: boolean;
  /** How often what came back for it was no record. */
  vain: number;
}

/** One sweep on its way through the queue. */
class Submission {
  readonly progress: SweepProgress;
  readonly #queue: Queue;
  readonly #cells: Iterator<Cell>;
  readonly #store: RecordStore;
  readonly #tell: Watched<SweepProgress>["onProgress"];
  /** In the queue, by key. */
  readonly #pending = new Map<string, Pending>();
  readonly #failures: string[] = [];
  readonly #begun = Date.now();
  #isOver = false;

  constructor(
    queue: Queue,
    cells: readonly Cell[],
    store: RecordStore,
    tell: Watched<SweepProgress>["onProgress"],
  ) {
    this.#queue = queue;
    this.#cells = cells.values();
    this.#store = store;
    this.#tell = tell;
    this.progress = { cells: cells.length, done: 0, found: 0, redone: 0, failed: 0 };
  }

  async run(waiting: number): Promise<void> {
    let called = performance.now();
    while (!this.#isOver) {
      await this.#supply(waiting);
      if (this.#pending.size === 0) break;
      const came = await this.#collect();
      if (came === 0) await sleep(pause);
      if (performance.now() - called < rollCall) continue;
      await this.#replaceLost();
      called = performance.now();
    }
    if (this.#failures.length === 0) return;
    const [first] = this.#failures;
    const count = this.#failures.length;
    const message = `${count === 1 ? "1 cell" : `${count} cells`} could not be run; the first: ${first}`;
    throw new RidgelawError("CellsFailed", "grid", message);
  }

  stop(): void {
    this.#isOver = true;
  }

  /** Takes back what no worker has begun. */
  async withdraw(): Promise<void> {
    this.stop();
    const remove = (key: string) => this.#queue.remove(key).catch(() => 0);
    await Promise.all([...this.#pending.keys()].map(remove));
  }

  /** Fills the queue up with cells that have no record. */
  async #supply(waiting: number): Promise<void> {
    const fresh: Cell[] = [];
    while (this.#pending.size < waiting && !this.#isOver) {
      const { value: cell, done } = this.#cells.next();
      if (done) break;
      const key = keyOf(cell);
      const text = await this.#store.read(recordName(key));
      const record = text === undefined ? undefined : openRecord(text, key);
      if (record) this.#count({ found: 1, failed: record.error ? 1 : 0 });
      else if (this.#pending.has(key)) this.progress.done++;
      else {
        this.#pending.set(key, { cell, torn: text !== undefined, vain: 0 });
        fresh.push(cell);
      }
    }
    if (fresh.length > 0) await this.#put(fresh);
  }

  /** A job of the same name that is there already stays. */
  async #put(cells: readonly Cell[]): Promise<void> {
    const jobs = cells.map((cell) => {
      const data = toJob(cell);
      return { name: "cell", data, opts: { jobId: data.key } };
    });
    await this.#queue.addBulk(jobs);
  }

  /** Records what has finished; how many there were. */
  async #collect(): Promise<number> {
    const ended = await this.#queue.getRanges(["completed", "failed"], 0, -1);
    const keys = ended.filter((key) => this.#pending.has(key));
    await Promise.all(keys.map((key) => this.#fetch(key)));
    if (keys.length > 0) this.#tell?.({ ...this.progress });
    return keys.length;
  }

  async #fetch(key: string): Promise<void> {
    const pending = this.#pending.get(key);
    const job = (await this.#queue.getJob(key)) as Job | undefined;
    if (!job || !pending || this.#isOver) return;
    const text = job.returnvalue;
    const record = typeof text === "string" ? openRecord(text, key) : undefined;
    if (record) {
      await this.#store.write(recordName(key), text);
      this.#count({ redone: pending.torn ? 1 : 0, failed: record.error ? 1 : 0 });
    } else if (job.timestamp < this.#begun || (!job.failedReason && pending.vain++ < mostVain)) {
      // Left by an earlier submission, or no record at all: once more.
      await job.remove();
      return this.#put([pending.cell]);
    } else {
      this.#failures.push(job.failedReason ?? "what came back is no record of it");
    }
    this.#pending.delete(key);
    await job.remove();
  }

  /** A Redis that restarts may have lost the last second. */
  async #replaceLost(): Promise<void> {
    const keys = [...this.#pending.keys()];
    const states = await Promise.all(keys.map((key) => this.#queue.getJobState(key)));
    const lost = keys.filter((_, i) => states[i] === "unknown");
    const cells = lost.flatMap((key) => this.#pending.get(key)?.cell ?? []);
    if (cells.length > 0) await this.#put(cells);
  }

  #count(more: Partial<SweepProgress>): void {
    this.progress.done++;
    for (const [name, by] of Object.entries(more)) this.progress[name as keyof SweepProgress] += by;
  }
}

function requireCount(name: string, value: unknown): void {
  if (Number.isSafeInteger(value) && (value as number) > 0) return;
  const message = `${name} must be a whole number from 1 up, not ${described(value)}`;
  throw new RidgelawError("OutOfRange", name, message);
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
