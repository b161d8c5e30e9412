// Rows summed on workers: each takes blocks in turn into sums of its own.
import { accumulation } from "../bridge/cores/accumulation.ts";
import { withPool } from "../workers/batches.ts";
import { Pool, type PoolOptions } from "../workers/pool.ts";
import type { Accumulator, Frame } from "./accumulator.ts";
import type { Block } from "./rows.ts";

/** What a pass over rows is told, and tells. */
export interface Pass {
  signal: AbortSignal | undefined;
  /** So many rows have been added. */
  took: (rows: number) => void;
}

/** Runs a pass on workers, which are ended with it. */
export async function onWorkers<Result>(
  { signal, workers, createWorker }: Pass & PoolOptions,
  run: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  const pool = await Pool.open(accumulation, { workers, createWorker }, Number.POSITIVE_INFINITY);
  return withPool(pool, signal, run);
}

/** The sums of each worker, in a fixed order; few blocks are in memory at a time. One frame makes merging them exact. */
export async function sumsOn(
  pool: Pool,
  blocks: AsyncIterable<Block>,
  frame: Frame,
  { signal, took }: Pass,
): Promise<Accumulator[]> {
  const lanes: Promise<Accumulator | undefined>[] = [];
  let index = 0;
  for await (const block of blocks) {
    signal?.throwIfAborted();
    const place = index++ % pool.size;
    const sums = await lanes[place];
    const more = sums ? { accumulator: sums } : { frame };
    lanes[place] = add(pool, { ...kept(block), ...more }, () => took(block.X.rows));
  }
  const all = await Promise.all(lanes);
  return all.filter((sums) => sums !== undefined);
}

function add(pool: Pool, options: object, took: () => void): Promise<Accumulator> {
  const sums = pool.call("accumulate", options) as Promise<Accumulator>;
  const told = sums.then((answer) => {
    took();
    return answer;
  });
  // It is awaited later.
  told.catch(() => {});
  return told;
}

/** What is done with each block on workers. */
export interface BlockWork {
  verb: string;
  /** The same for all blocks: it crosses to each worker once. */
  shared: object;
}

/** Blocks that wait for each worker beyond the one at hand. */
const ahead = 1;

/** A verb's answer for each block, in the order of blocks; few blocks are in memory at a time. */
export async function mapOn<Answer>(
  pool: Pool,
  blocks: AsyncIterable<Block>,
  { verb, shared }: BlockWork,
  { signal, took }: Pass,
): Promise<Answer[]> {
  pool.share(shared);
  const answers: Promise<Answer>[] = [];
  for await (const block of blocks) {
    signal?.throwIfAborted();
    await answers[answers.length - (1 + ahead) * pool.size];
    const answer = pool.call(verb, kept(block)) as Promise<Answer>;
    // It is awaited later; so is its failure.
    answer.then(() => took(block.X.rows)).catch(() => {});
    answers.push(answer);
  }
  return Promise.all(answers);
}

/** A copy: the block itself is a view of rows that are overwritten by the next. */
const kept = ({ X, y }: Block): Block => ({
  X: { ...X, data: X.data.slice() },
  y: { ...y, data: y.data.slice() },
});
