// Rows summed on workers: each takes blocks in turn into sums of its own.
import { withPool } from "../workers/batches.ts";
import { Pool, type PoolOptions } from "../workers/pool.ts";
import type { Accumulator, Frame } from "./accumulator.ts";
import type { Block } from "./rows.ts";

/** What the work is told, and tells. */
export interface LaneOptions extends PoolOptions {
  /** Of all sums, so that merging them is exact. */
  frame: Frame;
  signal: AbortSignal | undefined;
  /** So many rows have been added. */
  took: (rows: number) => void;
}

/** The sums of each worker, in a fixed order; few blocks are in memory at a time. */
export async function sumsOnWorkers(
  blocks: AsyncIterable<Block>,
  { frame, signal, took, ...where }: LaneOptions,
): Promise<Accumulator[]> {
  const pool = await Pool.open(where, Number.POSITIVE_INFINITY);
  return withPool(pool, signal, async () => {
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
  });
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

/** A copy: the block itself is a view of rows that are overwritten by the next. */
const kept = ({ X, y }: Block): Block => ({
  X: { ...X, data: X.data.slice() },
  y: { ...y, data: y.data.slice() },
});
