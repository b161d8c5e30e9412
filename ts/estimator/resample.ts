// Real data drawn again: cross-validation, learning curves, bootstrap, jackknife, permutations, bags.
import { inBatches, inLanes, type Progress } from "../batches/batches.ts";
import { type Watched, watched } from "../batches/watch.ts";
import { resampling } from "../bridge/cores/resampling.ts";
import { isPlain, requireKnown, requireOptions } from "../bridge/options.ts";
import { toData } from "../data/labels.ts";
import {
  type Labels,
  type Matrix,
  type MatrixLike,
  type NumbersLike,
  toMatrix,
} from "../data/matrix.ts";
import { withPool } from "../workers/batches.ts";
import { Pool, type PoolOptions } from "../workers/pool.ts";
import type { Kernel } from "./kernel.ts";
import { type Model, Predictor } from "./predictor.ts";
import type { ResampleMethod, ResampleReports } from "./resample/method.ts";

export type * from "./resample/method.ts";
export type { Progress };

export interface Samples {
  /** Samples as rows. */
  X: MatrixLike;
  /** A number a sample, a row of targets a sample, or class labels (one-hot inside). */
  y: NumbersLike | MatrixLike | Labels;
}

/** Workers, none where absent: each holds a copy of the data. */
export interface ResampleOptions<Method extends ResampleMethod = ResampleMethod>
  extends PoolOptions {
  /** What is drawn. */
  method: Method;
  /** Linear where absent. */
  kernel?: Kernel;
  /**
   * The ridge of each fit: a number, a list, "loo" (the default) or "gcv". In a cross-validation a list is tested whole;
   * "loo" and "gcv" choose anew on the training rows of every fold and part. Bootstrap, jackknife and bagging
   * choose once, on all rows: copies of a row spoil leave-one-out.
   */
  lambda?: number | NumbersLike | "loo" | "gcv";
  /** Whether an unpenalised intercept is fitted; true where absent. */
  intercept?: boolean;
  /** Of all that is drawn; 0 where absent. The same seed gives the same bits, in any number of batches. */
  seed?: number;
  /** Ends the work with its reason: between two batches, or on workers at once. */
  signal?: AbortSignal;
  /** Told at most ten times a second; what it throws or is rejected with ends the work. */
  onProgress?: (progress: Progress) => void;
}

interface Prepared {
  replicates: number;
  prepared: object;
}

/**
 * Draws data again and again, and says what the fits come to. One decomposition serves all folds (unless decomposing each
 * costs less), all rows left out, all permutations and all draws of residuals; draws of rows are solved on
 * their smaller side.
 *
 * @param data rows with their targets
 * @throws RidgelawError on bad input, before any work; the signal's reason where it aborts.
 */
export async function resample<Method extends ResampleMethod>(
  data: Samples,
  options: ResampleOptions<Method>,
): Promise<ResampleReports[Method["kind"]]> {
  const { X, y } = requireKnown(data, ["X", "y"], "data");
  const { signal, onProgress, workers = 0, createWorker, ...rest } = requireOptions(options);
  const { data: samples, classes } = toData(X, y);
  const study = {
    ...rest,
    method: withMatrix(rest.method),
    ...samples,
    ...(classes && { labels: true }),
  };
  const where = { workers, createWorker };
  const { prepared, parts } = await watched({ signal, onProgress }, (watch) =>
    workers === 0 ? drawHere(study, watch) : drawOnWorkers(study, where, watch),
  );
  const report = resampling.verb<ResampleReports[Method["kind"]]>("resampleReport", {
    ...study,
    prepared,
    results: joined(parts),
  });
  if (!("model" in report)) return report;
  const model = new Predictor(report.model as unknown as Model, samples.X, classes);
  return { ...report, model };
}

/** What all replicates came to. */
interface Results {
  prepared: object;
  parts: Matrix[];
}

async function drawHere(study: object, watch: Watched<Progress>): Promise<Results> {
  const { replicates, prepared } = resampling.verb<Prepared>("resamplePrepare", study);
  const run = (from: number, to: number) =>
    resampling.verb<Matrix>("resampleBatch", { ...study, prepared, from, to });
  return { prepared, parts: await inBatches(replicates, run, watch) };
}

async function drawOnWorkers(
  study: object,
  where: PoolOptions,
  { signal, onProgress }: Watched<Progress>,
): Promise<Results> {
  const pool = await Pool.open(resampling, where, Number.POSITIVE_INFINITY);
  return withPool(pool, signal, async () => {
    pool.share(study);
    const { replicates, prepared } = (await pool.call("resamplePrepare", {})) as Prepared;
    pool.share({ prepared });
    const run = (from: number, to: number) =>
      pool.call("resampleBatch", { from, to }) as Promise<Matrix>;
    return { prepared, parts: await inLanes(pool.size, replicates, run, onProgress) };
  });
}

/** Rows to predict in any form. */
function withMatrix(method: ResampleMethod): object {
  if (!isPlain(method) || !("at" in method)) return method;
  return method.at === undefined ? method : { ...method, at: toMatrix("method.at", method.at) };
}

function joined(parts: readonly Matrix[]): Matrix {
  const [first] = parts;
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const columns = first?.columns ?? 0;
  const data = new Float64Array(rows * columns);
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return { data, rows, columns };
}
