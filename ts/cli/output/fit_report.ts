// What `ridgelaw fit` is asked and what it answers.
import type { FitOptions, Kernel, LeaveOneOut, Ridge, StreamedRidge } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import { Misuse } from "../fail.ts";
import type { CorrelatedRows } from "../input/correlation.ts";

/** A ridge, several, or how one is chosen. */
export type Lambda = NonNullable<FitOptions["lambda"]>;

/** What `fit --json` prints. */
export interface FitReport {
  status: Ridge["status"];
  kernel: Kernel;
  fitIntercept: boolean;
  /** Whether the features were standardized; coefficients and intercept are those of the features as given. */
  standardized: boolean;
  samples: number;
  features: string[];
  targets: string[];
  classes?: readonly string[];
  /** Of a linear kernel: a number a feature, or a row of targets a feature. */
  coefficients?: number[] | number[][];
  /** At lambda 0: how far the rounding of the data to doubles may have moved each of them. */
  coefficientErrors?: number[] | number[][];
  intercept: number | number[];
  lambda: number;
  /** How lambda was chosen. */
  lambdaBy: "given" | "loo" | "gcv" | "corrGcv";
  kappa: number;
  sTransform: number;
  df1: number;
  df2: number;
  trainError: number;
  looError: number;
  looStandardError: number;
  gcv: number;
  noise: number;
  /** With --correlation: what holds for rows that are correlated with one another, noise and all. */
  correlatedRows?: CorrelatedRows;
  test?: TestReport;
  path: Ridge["path"];
}

/** What `fit --stream --json` prints: leave-one-out only where a second pass was asked for. */
export type StreamReport = Omit<FitReport, "looError" | "looStandardError" | "path"> & {
  streamed: true;
  /** What rounding errors of the accumulated products are multiplied by in the coefficients. */
  condition: number;
  looError?: number;
  looStandardError?: number;
  path: StreamedRidge["path"] & Partial<LeaveOneOut>;
};

export interface TestReport {
  samples: number;
  testError: number;
  /** Share of wrong classes. */
  classificationError?: number;
}

export function readLambda(args: Arguments): Lambda {
  const text = args.text("lambda") ?? "loo";
  if (text === "loo" || text === "gcv") return text;
  if (!/^[-+.\d]/.test(text)) {
    throw new Misuse(`--lambda takes a number, a list of numbers, loo or gcv, not ${text}`);
  }
  const list = args.numbers("lambda") ?? [];
  const [first = 0, ...others] = list;
  return others.length > 0 ? list : first;
}

export function oneOrAll(intercept: Float64Array): number | number[] {
  const [first = 0, ...others] = intercept;
  return others.length === 0 ? first : [first, ...others];
}

export function lambdaBy(lambda: FitOptions["lambda"]): FitReport["lambdaBy"] {
  if (typeof lambda === "number") return "given";
  return lambda === "gcv" ? "gcv" : "loo";
}
