// Runs the cells of a grid that have no record yet, and joins the records of all.
import { type Watched, watched } from "../batches/watch.ts";
import { simulation } from "../bridge/cores/simulation.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { described, requireKnown, requireMethods } from "../bridge/options.ts";
import { withPool } from "../workers/batches.ts";
import { Pool, type PoolOptions } from "../workers/pool.ts";
import { type Cell, cellsOf, checkCells, keyOf, type SweepGrid } from "./grid.ts";
import { toJson } from "./json.ts";
import { openRecord, recordOn } from "./record.ts";

/** Where records are kept: a folder, or anything else that holds texts by name. */
export interface RecordStore {
  /** The text of that name; undefined where there is none. */
  read(name: string): string | undefined | Promise<string | undefined>;
  /** Puts a text there whole or not at all. */
  write(name: string, text: string): void | Promise<void>;
}

/** Which part of the cells: those whose place leaves `index` when divided by `of`. */
export interface Shard {
  index: number;
  of: number;
}

export interface SweepOptions extends PoolOptions {
  /** All of them where absent. */
  shard?: Shard;
  /** Stops the sweep; what has been recorded stays, and the next call goes on from there. */
  signal?: AbortSignal;
  /** Called after each cell; what it throws or is rejected with stops the sweep. */
  onProgress?: (progress: SweepProgress) => void;
}

const names = ["shard", "signal", "onProgress", "workers", "createWorker"];

/** Cells of this shard. */
export interface SweepProgress {
  cells: number;
  /** With a record, those found included. */
  done: number;
  /** That had one before. */
  found: number;
  /** Whose record was torn or changed, and was made anew. */
  redone: number;
  /** Whose record tells of an error. */
  failed: number;
}

/** The name under which a cell's record is kept. */
export function recordName(key: string): string {
  if (typeof key === "string") return `${key}.json`;
  throw new RidgelawError("WrongType", "key", `key must be a text, not ${described(key)}`);
}

/**
 * Runs what is not yet recorded. A cell is recorded as soon as it is done, so that a sweep may be stopped at any time.
 *
 * @throws RidgelawError before any work where the grid or one of its cells makes no sense.
 */
export async function runSweep(
  grid: SweepGrid,
  store: RecordStore,
  options: SweepOptions = {},
): Promise<SweepProgress> {
  const { shard, signal, onProgress, ...where } = requireKnown(options, names);
  requireMethods(store, ["read", "write"], "store");
  return watched({ signal, onProgress }, async (watch) => {
    const cells = inShard(cellsOf(grid), shard);
    checkCells(cells);
    const pool = await Pool.open(simulation, where, Math.max(1, 4 * cells.length));
    return withPool(pool, watch.signal, () => runAll(pool, cells, store, watch));
  });
}

async function runAll(
  pool: Pool,
  cells: readonly Cell[],
  store: RecordStore,
  { signal, onProgress }: Watched<SweepProgress>,
): Promise<SweepProgress> {
  const progress = { cells: cells.length, done: 0, found: 0, redone: 0, failed: 0 };
  const queue = cells.values();
  const work = async () => {
    for (const cell of queue) {
      await runOne(pool, cell, store, progress);
      signal?.throwIfAborted();
      onProgress?.({ ...progress });
    }
  };
  // Two cells a worker, so that none waits for a record to be written.
  await Promise.all(Array.from({ length: Math.max(1, 2 * pool.size) }, work));
  return progress;
}

function inShard(cells: Cell[], shard: Shard | undefined): Cell[] {
  if (shard === undefined) return cells;
  const { index, of } = requireKnown(shard, ["index", "of"], "shard");
  const fits =
    Number.isInteger(index) && Number.isInteger(of) && index >= 0 && index <= of && of > 0;
  if (!fits) {
    const message = `shard must be two whole numbers i of n with i from 0 to n, not ${index} of ${of}`;
    throw new RidgelawError("OutOfRange", "shard", message);
  }
  // Counted from 0 or from 1: n is 0 again.
  return cells.filter((_, i) => i % of === index % of);
}

async function runOne(
  pool: Pool,
  cell: Cell,
  store: RecordStore,
  progress: SweepProgress,
): Promise<void> {
  const key = keyOf(cell);
  const text = await store.read(recordName(key));
  let record = text === undefined ? undefined : openRecord(text, key);
  if (record) progress.found++;
  else {
    const made = await recordOn(pool, cell);
    await store.write(recordName(key), made);
    record = openRecord(made, key);
    if (text !== undefined) progress.redone++;
  }
  progress.done++;
  if (record?.error) progress.failed++;
}

/** The records of a whole grid. */
export interface Merged {
  /** One line a cell, in the order of the grid, whoever made them. */
  text: string;
  /** Places of cells without a record, or with a torn one. */
  missing: number[];
}

/** One cell's line, or none where its record is absent or torn. */
export interface MergedLine {
  /** Of the cell in the grid. */
  place: number;
  line: string | undefined;
}

/** All records in the order of the grid, one at a time: for sweeps that are larger than memory. */
export async function* mergedLines(
  grid: SweepGrid,
  store: RecordStore,
): AsyncGenerator<MergedLine, void> {
  requireMethods(store, ["read"], "store");
  for (const [place, cell] of cellsOf(grid).entries()) {
    const key = keyOf(cell);
    const text = await store.read(recordName(key));
    const record = text === undefined ? undefined : openRecord(text, key);
    yield { place, line: record && `${toJson(record)}\n` };
  }
}

/** What a string can hold, with room to spare. */
const longestText = 500e6;

/**
 * Joins all records; the text depends on the grid alone once none is missing.
 *
 * @throws RidgelawError `OutOfRange` beyond 500 MB: {@link mergedLines} then gives them one at a time.
 */
export async function mergeSweep(grid: SweepGrid, store: RecordStore): Promise<Merged> {
  const [lines, missing]: [string[], number[]] = [[], []];
  let length = 0;
  for await (const { place, line } of mergedLines(grid, store)) {
    if (line === undefined) missing.push(place);
    else lines.push(line);
    length += line?.length ?? 0;
    if (length > longestText) {
      throw new RidgelawError("OutOfRange", "grid", "the records are more than 500 MB of text");
    }
  }
  return { text: lines.join(""), missing };
}
