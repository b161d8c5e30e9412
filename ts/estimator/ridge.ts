// Ridge and kernel ridge regression on real data.
import { estimator } from "../bridge/cores/estimator.ts";
import { requireOptions } from "../bridge/options.ts";
import { toData } from "../data/labels.ts";
import type { Labels, Matrix, MatrixLike, NumbersLike } from "../data/matrix.ts";
import type { Status } from "../problem/report.ts";
import type { Kernel } from "./kernel.ts";
import { type Model, Predictor } from "./predictor.ts";

export interface FitOptions {
  /** Linear where absent. */
  kernel?: Kernel;
  /**
   * The ridge λ of (1/P)|f(X) − y|² + λ‖f‖²: a number, a list to choose from by leave-one-out, or the criterion
   * to choose by over all ridges ("loo", the default).
   */
  lambda?: number | NumbersLike | "loo" | "gcv";
  /** Whether to fit an unpenalised intercept; true where absent. */
  intercept?: boolean;
}

/** Estimates along a path of ridges, one entry a ridge. */
export interface FitPath {
  lambda: Float64Array;
  kappa: Float64Array;
  sTransform: Float64Array;
  df1: Float64Array;
  df2: Float64Array;
  oneMinusGamma: Float64Array;
  trainError: Float64Array;
  looError: Float64Array;
  looStandardError: Float64Array;
  gcv: Float64Array;
  tf1: Float64Array;
}

/** What the core answers. */
interface Fitted extends Record<keyof FitPath, number> {
  status: Status;
  coefficientErrors?: Matrix;
  noise: number;
  model: Model;
  modes: { eigenvalues: Float64Array; targetPower: Float64Array };
  path: FitPath;
}

/** A fitted model with what its training data alone say about it. Errors are summed over targets. */
export class Ridge extends Predictor {
  /**
   * `ReducedAccuracy` where λ is lost in the rounding of the kernel matrix, or the rounding of the data to doubles
   * may have moved a coefficient by more than a millionth of it.
   */
  readonly status: Status;
  /**
   * For the linear kernel at λ = 0 with at least as many rows as columns: how far the rounding of the data to
   * doubles may have moved each coefficient.
   */
  readonly coefficientErrors: Matrix | undefined;
  /** The ridge that was used. */
  readonly lambda: number;
  /** κ̂ = λ/mean(a), a_i = λ/(s_i+λ) over the eigenvalues s_i of K/P. */
  readonly kappa: number;
  /** Ŝ = κ̂/λ. */
  readonly sTransform: number;
  /** Degrees of freedom Tr K(K+Pλ)⁻¹. */
  readonly df1: number;
  readonly df2: number;
  /** 1 − df₂/P. */
  readonly oneMinusGamma: number;
  /** Mean squared residual on the training set. */
  readonly trainError: number;
  /** Exact leave-one-out error. */
  readonly looError: number;
  readonly looStandardError: number;
  /** Generalised cross-validation (KARE), Ŝ² · trainError. */
  readonly gcv: number;
  /** (1/P) yᵀ(K/P+λ)⁻¹y, an estimate of tf₁(κ) + σ_ε²/κ. */
  readonly tf1: number;
  /** An upper estimate of the noise variance σ_ε². */
  readonly noise: number;
  /** Eigenvalues of K/P, and the share (u_i·y)²/P of the target along each (row-major, one column a target). */
  readonly modes: { eigenvalues: Float64Array; targetPower: Float64Array };
  /** Estimates at every ridge that was tried. */
  readonly path: FitPath;

  private constructor(fitted: Fitted, x: Matrix, classes: readonly string[] | undefined) {
    super(fitted.model, x, classes);
    this.status = fitted.status;
    this.coefficientErrors = fitted.coefficientErrors;
    this.lambda = fitted.lambda;
    this.kappa = fitted.kappa;
    this.sTransform = fitted.sTransform;
    this.df1 = fitted.df1;
    this.df2 = fitted.df2;
    this.oneMinusGamma = fitted.oneMinusGamma;
    this.trainError = fitted.trainError;
    this.looError = fitted.looError;
    this.looStandardError = fitted.looStandardError;
    this.gcv = fitted.gcv;
    this.tf1 = fitted.tf1;
    this.noise = fitted.noise;
    this.modes = fitted.modes;
    this.path = fitted.path;
  }

  /**
   * Fits ridge or kernel ridge regression; one decomposition serves every ridge.
   *
   * @param X samples as rows
   * @param y a number a sample, a row of targets a sample, or class labels (one-hot inside)
   * @throws RidgelawError on bad input, on sizes beyond 3 GB, and where λ = 0 leaves the answer undetermined
   */
  static fit(X: MatrixLike, y: NumbersLike | MatrixLike | Labels, options: FitOptions = {}): Ridge {
    const { data, classes } = toData(X, y);
    return new Ridge(
      estimator.verb<Fitted>("fit", { ...requireOptions(options), ...data }),
      data.X,
      classes,
    );
  }

  /**
   * Trains a model at one ridge without any estimate: one Cholesky factorisation of the kernel matrix, about a
   * thirtieth of the work of {@link Ridge.fit}; for the linear kernel the same work.
   *
   * @throws RidgelawError on bad input, and where λ is lost in the rounding of the kernel matrix
   */
  static train(
    X: MatrixLike,
    y: NumbersLike | MatrixLike | Labels,
    options: { kernel?: Kernel; lambda: number; intercept?: boolean },
  ): Predictor {
    const { data, classes } = toData(X, y);
    const { model } = estimator.verb<{ model: Model }>("train", {
      ...requireOptions(options),
      ...data,
    });
    return new Predictor(model, data.X, classes);
  }
}
