// Ridge regression from accumulated rows, and exact leave-one-out by passing over the rows again.
import { teller } from "../batches/batches.ts";
import { breathe } from "../batches/breathe.ts";
import { type Watched, watched } from "../batches/watch.ts";
import { accumulation } from "../bridge/cores/accumulation.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { requireFlag, requireKnown, requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import { type Model, Predictor } from "../estimator/predictor.ts";
import type { FitPath } from "../estimator/ridge.ts";
import type { Status } from "../problem/report.ts";
import type { PoolOptions } from "../workers/pool.ts";
import { type AccumulateOptions, type Accumulator, accumulate, bare } from "./accumulator.ts";
import { type BlockWork, mapOn, onWorkers, type Pass } from "./lanes.ts";
import { type Block, blocksOf, type ChunkSource, isReopenable } from "./rows.ts";

export interface StreamedFitOptions {
  /** A number, a list to choose from by GCV, or "gcv" (the default): the best of all ridges. */
  lambda?: number | NumbersLike | "gcv";
  /** Whether an unpenalised intercept is fitted; true where absent. */
  intercept?: boolean;
}

/** Estimates along a path of ridges that need no row. */
export type StreamedPath = Omit<FitPath, "looError" | "looStandardError">;

/** Exact errors at each ridge, from a second pass over the rows. */
export interface LeaveOneOut {
  lambda: Float64Array;
  trainError: Float64Array;
  looError: Float64Array;
  looStandardError: Float64Array;
  /** Share of wrong classes with each row left out, where labels were given. */
  classificationError?: Float64Array;
}

interface Fitted extends Record<keyof StreamedPath, number> {
  status: Status;
  samples: number;
  condition: number;
  noise: number;
  model: Model;
  modes: { eigenvalues: Float64Array; targetPower: Float64Array };
  path: StreamedPath;
  basis: object;
}

const passNames = ["signal", "onProgress", "lambda", "workers", "createWorker"];
const fitNames = [...passNames, "intercept", "classes", "leaveOneOut"];

export type PassOptions = Pick<AccumulateOptions, "signal" | "onProgress">;

interface PassOver extends PoolOptions {
  lambda?: number | NumbersLike;
}

/** A linear model of rows that were accumulated. Errors are means over rows, summed over targets. */
export class StreamedRidge extends Predictor {
  /** `ReducedAccuracy` where the products leave fewer than six digits; `Unbounded` where no ridge is large enough. */
  readonly status: Status;
  /** Rows. */
  readonly samples: number;
  /** A bound on what rounding errors of the accumulated products (about 10⁻¹⁵) are multiplied by in the coefficients. */
  readonly condition: number;
  readonly lambda: number;
  readonly kappa: number;
  readonly sTransform: number;
  readonly df1: number;
  readonly df2: number;
  readonly oneMinusGamma: number;
  readonly trainError: number;
  /** Generalised cross-validation, exact from sums; leave-one-out needs {@link StreamedRidge.leaveOneOut}. */
  readonly gcv: number;
  readonly tf1: number;
  /** An upper estimate of the noise variance, by GCV. */
  readonly noise: number;
  readonly modes: { eigenvalues: Float64Array; targetPower: Float64Array };
  readonly path: StreamedPath;
  readonly #basis: object;

  private constructor(fitted: Fitted, classes: readonly string[] | undefined) {
    super(fitted.model, undefined, classes);
    this.status = fitted.status;
    this.samples = fitted.samples;
    this.condition = fitted.condition;
    this.lambda = fitted.lambda;
    this.kappa = fitted.kappa;
    this.sTransform = fitted.sTransform;
    this.df1 = fitted.df1;
    this.df2 = fitted.df2;
    this.oneMinusGamma = fitted.oneMinusGamma;
    this.trainError = fitted.trainError;
    this.gcv = fitted.gcv;
    this.tf1 = fitted.tf1;
    this.noise = fitted.noise;
    this.modes = fitted.modes;
    this.path = fitted.path;
    this.#basis = fitted.basis;
  }

  /**
   * Fits what was accumulated.
   *
   * @throws RidgelawError `IllConditioned` where the accumulated products, which square the condition number of the
   * columns, do not carry so small a ridge.
   */
  static fit(accumulator: Accumulator, options: StreamedFitOptions = {}): StreamedRidge {
    const fitted = accumulation.verb<Fitted>("fitAccumulated", {
      lambda: "gcv",
      ...withoutUndefined(requireOptions(options)),
      accumulator: bare(accumulator),
    });
    return new StreamedRidge(fitted, accumulator.classes);
  }

  /** The model at another ridge, without a new decomposition. */
  at(lambda: number): Predictor {
    const { model } = accumulation.verb<{ model: Model }>("accumulatedAtRidge", {
      basis: this.#basis,
      lambda,
    });
    return new Predictor(model, undefined, this.classes);
  }

  /**
   * Exact leave-one-out errors at the ridges of the path, or at others, by passing over the rows again.
   *
   * @param chunks the rows that were accumulated
   */
  async leaveOneOut(
    chunks: ChunkSource,
    options: PassOptions & PassOver = {},
  ): Promise<LeaveOneOut> {
    const { signal, onProgress, ...rest } = requireKnown(options, passNames);
    return watched({ signal, onProgress }, (watch) => this.#leaveOut(chunks, rest, watch));
  }

  async #leaveOut(
    chunks: ChunkSource,
    { lambda = this.path.lambda, workers = 0, createWorker }: PassOver,
    { signal, onProgress }: Watched<{ rows: number }>,
  ): Promise<LeaveOneOut> {
    const labels = this.classes !== undefined;
    const tell = teller(onProgress && (({ done }) => onProgress({ rows: done })));
    let rows = 0;
    const took = (count: number) => {
      rows += count;
      tell({ done: rows, total: this.samples });
    };
    const ridges = typeof lambda === "number" ? [lambda] : lambda;
    const work = {
      verb: "leaveOneOutRows",
      shared: { basis: this.#basis, lambda: ridges, labels },
    };
    const pass = { signal, took };
    const sums =
      workers === 0
        ? await mapHere<object>(blocksOf(chunks, this.classes), work, pass)
        : await onWorkers({ ...pass, workers, createWorker }, (pool) =>
            mapOn<object>(pool, blocksOf(chunks, this.classes, pool), work, pass),
          );
    if (rows !== this.samples) throw otherRows(rows, this.samples);
    return accumulation.verb<LeaveOneOut>("leaveOneOutReport", { sums, samples: rows, labels });
  }
}

/** A verb's answer for each block, in place. */
async function mapHere<Answer>(
  blocks: AsyncIterable<Block>,
  { verb: name, shared }: BlockWork,
  { signal, took }: Pass,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for await (const block of blocks) {
    await breathe();
    signal?.throwIfAborted();
    answers.push(accumulation.verb<Answer>(name, { ...shared, ...block }));
    took(block.X.rows);
  }
  return answers;
}

const otherRows = (found: number, needed: number) =>
  new RidgelawError(
    "ShapeMismatch",
    "chunks",
    `chunks has ${found} rows where ${needed} are needed (as many as were accumulated)`,
  );

const withoutUndefined = (options: object) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));

/** Workers, none where absent, make both passes. */
export interface FitRowsOptions extends PassOptions, PoolOptions {
  /** As for {@link StreamedRidge.fit}, or "loo": the best by exact leave-one-out, which passes over the rows twice. */
  lambda?: number | NumbersLike | "gcv" | "loo";
  intercept?: boolean;
  /** All labels there are, where targets are labels. */
  classes?: readonly string[];
  /** Whether to pass over the rows again for exact leave-one-out errors along the path; for "loo" it must. */
  leaveOneOut?: boolean;
}

/** A model of streamed rows; `loo` where a second pass was made. */
export interface StreamedFit {
  model: StreamedRidge;
  accumulator: Accumulator;
  loo?: LeaveOneOut;
}

/**
 * Fits rows that come in chunks: accumulates them, fits, and passes over them again where leave-one-out is asked for.
 *
 * @throws RidgelawError `Conflict` where a second pass is needed and `chunks` can be read only once.
 */
export async function fitRows(
  chunks: ChunkSource,
  options: FitRowsOptions = {},
): Promise<StreamedFit> {
  const {
    lambda = "gcv",
    intercept,
    classes,
    signal,
    onProgress,
    leaveOneOut,
    ...where
  } = requireKnown(options, fitNames);
  requireFlag("leaveOneOut", leaveOneOut);
  const again = leaveOneOut ?? lambda === "loo";
  if ((again || lambda === "loo") && !isReopenable(chunks)) {
    const message =
      "chunks can be read once only: leave-one-out needs an array of chunks, or a function that opens them";
    throw new RidgelawError("Conflict", "chunks", message);
  }
  const pass = {
    ...(signal !== undefined && { signal }),
    ...(onProgress !== undefined && { onProgress }),
  };
  const accumulator = await accumulate(chunks, {
    ...pass,
    ...where,
    ...(classes !== undefined && { classes }),
  });
  const fitAt = (ridge: number | NumbersLike | "gcv") =>
    StreamedRidge.fit(accumulator, {
      lambda: ridge,
      ...(intercept !== undefined && { intercept }),
    });
  const model = fitAt(lambda === "loo" ? "gcv" : lambda);
  if (!again && lambda !== "loo") return { model, accumulator };
  const loo = await model.leaveOneOut(chunks, { ...pass, ...where });
  if (lambda !== "loo") return { model, accumulator, loo };
  return { model: fitAt(best(loo)), accumulator, loo };
}

/** The ridge of the least leave-one-out error. */
const best = ({ lambda, looError }: LeaveOneOut): number =>
  lambda[looError.indexOf(looError.reduce((least, error) => Math.min(least, error)))] as number;
