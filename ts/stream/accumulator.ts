// Rows of any number summed into inner products of columns: memory grows with the columns alone.
import { teller } from "../batches/batches.ts";
import { breathe } from "../batches/breathe.ts";
import { type Watched, watched } from "../batches/watch.ts";
import { accumulation } from "../bridge/cores/accumulation.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { requireWhole } from "../bridge/marshal.ts";
import { requireKnown, requireOptions } from "../bridge/options.ts";
import type { Pool, PoolOptions } from "../workers/pool.ts";
import { onWorkers, type Pass, sumsOn } from "./lanes.ts";
import { type Block, blocksOf, type ChunkSource, requireClasses } from "./rows.ts";

/** Where columns are measured from, and the grid that their sums lie on; features first, then targets. */
export interface Frame {
  shift: Float64Array;
  spread: Float64Array;
}

/** Numbers kept as unevaluated sums of two doubles. */
export interface Doubled {
  high: Float64Array;
  low: Float64Array;
}

/**
 * Σ z and Σ zzᵀ over rows z = (x, y) less the frame's shift, to twice the working precision: plain data, to be kept,
 * posted to another worker or written to a file.
 */
export interface Accumulator {
  columns: number;
  targets: number;
  rows: number;
  frame: Frame;
  sums: Doubled;
  /** The upper triangle, row after row. */
  products: Doubled;
  /** Class names in the order of the targets, where labels were given. */
  classes?: string[];
}

/** Workers are none where absent: the rows are then added here. */
export interface AccumulateOptions extends PoolOptions {
  /** Rows go on top of these. */
  into?: Accumulator;
  /** The frame of another accumulator: accumulators of one frame merge to the same bits in any order. */
  frame?: Frame;
  /** All labels there are, where targets are labels. */
  classes?: readonly string[];
  /** Ends the work between two blocks, with its reason. */
  signal?: AbortSignal;
  /** Told at most ten times a second; what it throws or is rejected with ends the work. */
  onProgress?: (progress: { rows: number }) => void;
}

const names = ["into", "frame", "classes", "signal", "onProgress", "workers", "createWorker"];

/**
 * Sums rows that come in chunks of any sizes. The same bits for any division of the same rows into chunks: they are
 * added in blocks of 512, counted from the first. The same bits on any number of workers, as for merging.
 *
 * @throws RidgelawError on bad input; the signal's reason where it aborts.
 */
export async function accumulate(
  chunks: ChunkSource,
  options: AccumulateOptions = {},
): Promise<Accumulator> {
  const { signal, onProgress, ...rest } = requireKnown(options, names);
  return watched({ signal, onProgress }, (watch) => addAll(chunks, rest, watch));
}

async function addAll(
  chunks: ChunkSource,
  { into, frame, classes, ...where }: Omit<AccumulateOptions, keyof Watched<never>>,
  { signal, onProgress }: Watched<{ rows: number }>,
): Promise<Accumulator> {
  requireClasses(classes);
  if (into !== undefined && frame !== undefined) {
    const message = "frame has no meaning beside into, which has its own";
    throw new RidgelawError("Conflict", "frame", message);
  }
  const labels = classes?.map(String) ?? into?.classes;
  let rows = 0;
  const tell = teller(onProgress && (({ done }) => onProgress({ rows: done })));
  const took = (count: number) => {
    rows += count;
    tell({ done: rows, total: Number.POSITIVE_INFINITY });
  };
  const start = { sums: into === undefined ? into : bare(into, "into"), frame };
  const pass = { signal, took };
  const isHere = where.workers === undefined || where.workers === 0;
  const sums = isHere
    ? await addHere(blocksOf(chunks, labels), start, pass)
    : await onWorkers({ ...pass, ...where }, (pool) =>
        addOn(pool, blocksOf(chunks, labels, pool), start, pass),
      );
  if (!sums) throw new RidgelawError("Empty", "chunks", "chunks has no rows");
  onProgress?.({ rows });
  return labels ? { ...sums, classes: [...labels] } : sums;
}

interface Start {
  sums: Accumulator | undefined;
  frame: Frame | undefined;
}

async function addHere(
  blocks: AsyncIterable<Block>,
  { sums, frame }: Start,
  { signal, took }: Pass,
): Promise<Accumulator | undefined> {
  let all = sums;
  for await (const block of blocks) {
    await breathe();
    signal?.throwIfAborted();
    all = addBlock(block, all, frame);
    took(block.X.rows);
  }
  return all;
}

const addBlock = (block: Block, sums: Accumulator | undefined, frame: Frame | undefined) =>
  accumulation.verb<Accumulator>("accumulate", {
    ...block,
    ...(sums ? { accumulator: sums } : { frame }),
  });

/** The first block, which sets the frame, is added here. */
async function addOn(
  pool: Pool,
  blocks: AsyncGenerator<Block>,
  { sums, frame }: Start,
  pass: Pass,
): Promise<Accumulator | undefined> {
  pass.signal?.throwIfAborted();
  const { value: block, done } = await blocks.next();
  if (done) return sums;
  const first = addBlock(block, sums, frame);
  pass.took(block.X.rows);
  const others = await sumsOn(pool, blocks, first.frame, pass);
  return others.length > 0 ? mergeAccumulators([first, ...others]) : first;
}

/**
 * The accumulator of all rows of these. The same bits in any order and grouping where all have one frame and hold whole
 * blocks of rows; with frames of their own, to about 2⁻¹⁰⁰ of the largest sums.
 */
export function mergeAccumulators(accumulators: readonly Accumulator[]): Accumulator {
  if (!Array.isArray(accumulators)) {
    const message = "accumulators must be an array of accumulators";
    throw new RidgelawError("WrongType", "accumulators", message);
  }
  requireWhole(accumulators, "accumulators");
  const [first] = accumulators;
  const classes = first?.classes;
  const other = accumulators.findIndex((one) => String(one?.classes) !== String(classes));
  if (other >= 0) {
    const message = `accumulators[${other}] has other classes than the first`;
    throw new RidgelawError("Conflict", `accumulators[${other}]`, message);
  }
  const merged = accumulation.verb<Accumulator>("mergeAccumulators", {
    accumulators: accumulators.map((one, i) => bare(one, `accumulators[${i}]`)),
  });
  return classes ? { ...merged, classes } : merged;
}

/** Without what the core does not know. */
export function bare(accumulator: Accumulator, argument = "accumulator"): Accumulator {
  const { classes: _, ...sums } = requireOptions(accumulator, argument);
  return sums;
}
