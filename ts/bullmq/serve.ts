// The worker's side: takes cells from the queue, and hands their records back through it.
import { type Job, UnrecoverableError, WaitingError, Worker } from "bullmq";
import { type Cell, CellRunner, type PoolOptions, RidgelawError } from "ridgelaw";
import { type Watched, watched } from "../batches/watch.ts";
import { requireKnown } from "../bridge/options.ts";
import { fromJob } from "./cell_job.ts";
import {
  longestTimer,
  openLink,
  type QueueOptions,
  queueNames,
  requireMilliseconds,
} from "./connection.ts";

export interface ServeOptions extends QueueOptions, PoolOptions {
  /** Milliseconds after which the cells of a worker that has died go to another; 15,000 where absent. */
  lease?: number;
  /** Ends when there has been nothing to do for so many milliseconds; never where absent. */
  idle?: number;
  /** Called after each cell; what it throws or is rejected with ends the work. */
  onProgress?: (served: Served) => void;
}

const names = [...queueNames, "workers", "createWorker", "lease", "idle", "onProgress"];

/** What one worker has done. */
export interface Served {
  /** Cells whose record was made. */
  done: number;
  /** Jobs that were no cell, and were refused. */
  refused: number;
  /** Attempts that failed, and went back to the queue while attempts were left. */
  failed: number;
}

/** A worker that dies in one cell so many times takes others with it: the cell then fails. */
const mostDeaths = 5;
/** What ends takes at most so many milliseconds where Redis does not answer. */
const farewell = 2000;

/**
 * Takes cells of any sweep that is submitted to this queue, until the signal aborts or there has long been nothing to do.
 * A cell that is under way then goes back to the queue.
 *
 * @throws RidgelawError `RedisUnavailable` where Redis is not there, or has been away for longer than `patience`.
 */
export async function serveSweeps(options: ServeOptions): Promise<Served> {
  const { signal, onProgress, ...rest } = requireKnown(options, names);
  return watched({ signal, onProgress }, (watch) => serve(rest, watch));
}

async function serve(
  options: Omit<ServeOptions, keyof Watched<never>>,
  { signal, onProgress }: Watched<Served>,
): Promise<Served> {
  const {
    lease = 15_000,
    idle = Number.POSITIVE_INFINITY,
    workers,
    createWorker,
    ...queue
  } = options;
  requireMilliseconds("lease", lease, longestTimer);
  requireMilliseconds("idle", idle);
  const link = await openLink(queue, signal);
  const runner = await CellRunner.open({ workers, createWorker });
  const shift = new Shift(runner, onProgress);
  const worker = new Worker(link.name, (job, token) => shift.take(job, token), {
    connection: link.client,
    concurrency: runner.cells,
    lockDuration: Math.ceil(lease),
    stalledInterval: lease / 3,
    maxStalledCount: mostDeaths,
    runRetryDelay: 1000,
    drainDelay: 1,
  });
  worker.on("error", () => {});
  try {
    await Promise.race([link.lost, shift.idleFor(idle, () => link.client.status === "ready")]);
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    await shift.end();
    await within(farewell, worker.close());
    await within(farewell, worker.close(true));
    link.close();
  }
  return shift.served;
}

/** The cells under way on one runner. */
class Shift {
  readonly served: Served = { done: 0, refused: 0, failed: 0 };
  readonly #runner: CellRunner;
  readonly #tell: Watched<Served>["onProgress"];
  #busy = 0;
  #since = performance.now();
  #isOver = false;

  constructor(runner: CellRunner, tell: Watched<Served>["onProgress"]) {
    this.#runner = runner;
    this.#tell = tell;
  }

  /** The record of a job's cell. */
  async take(job: Job, token: string | undefined): Promise<string> {
    this.#busy++;
    try {
      const record = await this.#runner.run(this.#cellOf(job));
      this.served.done++;
      return record;
    } catch (error) {
      if (this.#isOver) {
        await job.moveToWait(token);
        throw new WaitingError();
      }
      if (!(error instanceof UnrecoverableError)) this.served.failed++;
      throw error;
    } finally {
      this.#busy--;
      this.#since = performance.now();
      this.#tell?.({ ...this.served });
    }
  }

  #cellOf(job: Job): Cell {
    try {
      return fromJob(job.data, job.id);
    } catch (error) {
      if (!(error instanceof RidgelawError) || error.name === "EngineCrashed") throw error;
      this.served.refused++;
      throw new UnrecoverableError(`refused: ${error.message}`);
    }
  }

  /** Resolved when there has been nothing to do for so long, Redis being there. */
  async idleFor(milliseconds: number, isThere: () => boolean): Promise<void> {
    while (!this.#isOver) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (this.#busy > 0 || !isThere()) this.#since = performance.now();
      if (performance.now() - this.#since >= milliseconds) return;
    }
  }

  /** Stops what is under way; it goes back to the queue. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#runner.close(new Error("the worker ends"));
  }
}

/** Waits, but not for ever. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work.catch(() => {}), late]);
  clearTimeout(timer);
}
