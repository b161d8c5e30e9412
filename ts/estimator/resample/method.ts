// What is drawn of the data, and what comes of it.
import type { Matrix, MatrixLike, NumbersLike } from "../../data/matrix.ts";
import type { Predictor } from "../predictor.ts";

/** Cross-validation: each fold is predicted by a model of all others. */
export interface KFold {
  kind: "kFold";
  /** 10, or as many as rows, where absent. */
  folds?: number;
  /** Partitions into folds; 1 where absent. */
  repeats?: number;
}

/** Models of random parts of the rows, each tested on all other rows. */
export interface LearningCurve {
  kind: "learningCurve";
  /** Training sizes, each leaving rows to test on. */
  sizes: number | NumbersLike;
  /** Parts of each size; 20 where absent. */
  repeats?: number;
}

/** Samples of as many rows. */
export interface Bootstrap {
  kind: "bootstrap";
  /** 1,000 where absent. */
  replicates?: number;
  /** Rows with their targets (the default), or residuals onto the fitted function: the features then stay. */
  draw?: "rows" | "residuals";
  /** Rows to predict. */
  at?: MatrixLike;
}

/** Each row left out once. */
export interface Jackknife {
  kind: "jackknife";
  /** Rows to predict; any kernel but the linear one needs them. */
  at?: MatrixLike;
}

/** Targets in random order: how small an error chance alone would show. */
export interface Permutation {
  kind: "permutation";
  /** 999 where absent. */
  permutations?: number;
}

/** Models of many samples, averaged. */
export interface Bagging {
  kind: "bagging";
  /** Samples; 100 where absent. */
  bags?: number;
  /** Rows of each: all with replacement, half of them without, where absent. */
  size?: number;
  /** Whether a row can be drawn twice; true where absent. */
  replacement?: boolean;
}

export type ResampleMethod = KFold | LearningCurve | Bootstrap | Jackknife | Permutation | Bagging;

/** Errors are means over rows, summed over targets. */
export interface KFoldReport {
  /** At `lambda`. */
  testError: number;
  /** Of `testError` as a mean over rows. */
  standardError: number;
  /** Share of wrong classes, where labels were given. */
  classificationError?: number;
  /** Mean over each fold, partition after partition. */
  foldErrors: Float64Array;
  /** The ridge given, the best of a list, or the mean of those that "loo" or "gcv" chose. */
  lambda: number;
  /** With "loo" or "gcv": the ridge of each fold, chosen by its training rows alone. */
  foldLambdas?: Float64Array;
  /** With a list: the largest ridge whose error lies within one standard error of the least. */
  lambdaOneStandardError?: number;
  /** With a list: the error at each ridge. */
  path?: {
    lambda: Float64Array;
    testError: Float64Array;
    standardError: Float64Array;
    classificationError?: Float64Array;
  };
  /** Unless a list was given: what models that had not seen a row predict for it, averaged over partitions. */
  predictions?: Matrix;
}

/** One entry a training size. */
export interface LearningCurveReport {
  samples: Float64Array;
  testError: Float64Array;
  /** Chance among the parts and that of these being the rows, together. */
  standardError: Float64Array;
  classificationError?: Float64Array;
  trainError: Float64Array;
  /** Mean leave-one-out error inside the parts. */
  looError: Float64Array;
  kappa: Float64Array;
  /** Mean of the ridges used. */
  lambda: Float64Array;
  /** Test error of every part: a row a size. */
  partErrors: Matrix;
}

/** Statistics in the shape of what they are of. */
export interface Accuracy {
  estimate: Matrix;
  standardError: Matrix;
  bias: Matrix;
}

/** With the ends of the interval that holds 95 % of the replicates. */
export interface Interval95 extends Accuracy {
  low: Matrix;
  high: Matrix;
}

interface Statistics<Of> {
  /** The ridge of every fit: the one given, or chosen once on all rows. */
  lambda: number;
  /** Linear kernel: a row a feature, a column a target. */
  coefficients?: Of;
  /** Linear kernel: one row. */
  intercept?: Of;
  /** At the rows asked for. */
  predictions?: Of;
}

/** Where rows are drawn, also the error on those that were not. */
export interface BootstrapReport extends Statistics<Interval95> {
  /** Mean error on rows outside a draw: that of about 0.632 n distinct rows, hence too high for n. */
  testError?: number;
  classificationError?: number;
  trainError?: number;
  /** 0.632 testError + 0.368 trainError. */
  error632?: number;
}

export interface JackknifeReport extends Statistics<Accuracy> {}

export interface PermutationReport {
  /** What is compared: the leave-one-out error, or GCV where that chooses the ridge. */
  statistic: "looError" | "gcv";
  /** Of the targets as given. */
  error: number;
  lambda: number;
  /** Share of orders, the given one among them, whose error is no larger. */
  pValue: number;
  /** Mean over the orders. */
  chanceError: number;
  /** Standard deviation over the orders. */
  chanceDeviation: number;
  /** The error that one order in twenty falls below. */
  chanceFifth: number;
  chanceErrors: Float64Array;
}

export interface BaggingReport {
  lambda: number;
  /** Of the average of the bags that had not drawn a row. */
  testError: number;
  standardError: number;
  classificationError?: number;
  /** Of one bag, on rows that it had not drawn. */
  singleError: number;
  singleClassificationError?: number;
  /** Rows that at least one bag had not drawn: the errors are over these. */
  rowsSeen: number;
  /** The error of the first 1, 2, 4, … bags. */
  curve: { bags: Float64Array; testError: Float64Array };
  /** The average of all bags, a function of the same kind. */
  model: Predictor;
}

/** Which report goes with which method. */
export interface ResampleReports {
  kFold: KFoldReport;
  learningCurve: LearningCurveReport;
  bootstrap: BootstrapReport;
  jackknife: JackknifeReport;
  permutation: PermutationReport;
  bagging: BaggingReport;
}
