// The public surface: re-exports only.
export {
  type Activation,
  type ActivationName,
  type ActivationParts,
  activationNames,
} from "./activation/activation.ts";
export { type Hermite, type HermiteOptions, hermite } from "./activation/hermite.ts";
export {
  type ActivationKernel,
  type ActivationKernelOptions,
  activationKernel,
} from "./activation/kernel.ts";
export { CoreUnavailable, EngineCrashed, RidgelawError } from "./bridge/errors.ts";
export { type CsvOptions, type LabelledTable, readCsv, type Table } from "./data/csv.ts";
export type { Labels, Matrix, MatrixLike, NumbersLike } from "./data/matrix.ts";
export { readNpy } from "./data/npy.ts";
export {
  type CorrGcvEstimates,
  type CorrGcvOptions,
  type CorrGcvReport,
  corrGcv,
} from "./estimator/corr_gcv.ts";
export {
  type Ceiling,
  type ClassForecast,
  type Forecast,
  type ForecastOptions,
  type ForecastPoint,
  forecast,
  type Interval,
} from "./estimator/forecast.ts";
export type { Kernel } from "./estimator/kernel.ts";
export {
  fitPolynomial,
  type PolynomialBasis,
  type PolynomialFit,
  type PolynomialOptions,
  type PolynomialTheory,
  type PolynomialTheoryOptions,
  polynomialTheory,
} from "./estimator/polynomial.ts";
export { type Model as FittedModel, Predictor } from "./estimator/predictor.ts";
export {
  type RecoveredDegreesOfFreedom,
  type RecoveredSpectrum,
  recoverDegreesOfFreedom,
  recoverSpectrum,
} from "./estimator/recovery.ts";
export {
  type Accuracy,
  type Bagging,
  type BaggingReport,
  type Bootstrap,
  type BootstrapReport,
  type Interval95,
  type Jackknife,
  type JackknifeReport,
  type KFold,
  type KFoldReport,
  type LearningCurve,
  type LearningCurveReport,
  type Permutation,
  type PermutationReport,
  type Progress,
  type ResampleMethod,
  type ResampleOptions,
  type ResampleReports,
  resample,
  type Samples,
} from "./estimator/resample.ts";
export { type FitOptions, type FitPath, Ridge } from "./estimator/ridge.ts";
export type { SavedModel } from "./estimator/saved_model.ts";
export {
  type Bag,
  type BaggingOptions,
  bagging,
  type CrossRisk,
  type CrossRiskOptions,
  crossRisk,
} from "./model/bagging.ts";
export { evaluate } from "./model/evaluate.ts";
export {
  type KernelRegime,
  type KernelRegimeOptions,
  kernelRegime,
} from "./model/kernel_regime.ts";
export { type NoisyFeaturesOptions, noisyFeatures } from "./model/noisy_features.ts";
export { type NonlinearFeaturesOptions, nonlinearFeatures } from "./model/nonlinear_features.ts";
export {
  type OptimalFeaturesRidge,
  type OptimalRidge,
  optimalRidge,
} from "./model/optimal_ridge.ts";
export {
  type OptimalWidth,
  type OptimalWidthOptions,
  optimalWidth,
} from "./model/optimal_width.ts";
export { type AnyModel, preactivationScale } from "./model/plain_model.ts";
export { type RandomFeaturesOptions, randomFeatures } from "./model/random_features.ts";
export { type CorrelatedRidgeOptions, type RidgeOptions, ridge } from "./model/ridge.ts";
export type * from "./problem/correlation.ts";
export { logspace } from "./problem/logspace.ts";
export type * from "./problem/report.ts";
export type { ReportOf } from "./problem/report_of.ts";
export { problemSchema } from "./problem/schema.ts";
export type { Ensemble, Model, Population, Problem, Spectrum, Target } from "./problem/types.ts";
export {
  type CoarseFlow,
  type CoarseGrainOptions,
  type CoarseLevel,
  coarseGrain,
} from "./rg/coarse_grain.ts";
export { type DataCollapse, type DataCollapseOptions, dataCollapse } from "./rg/data_collapse.ts";
export { type LayerReport, type LayersOptions, layers } from "./rg/layers.ts";
export {
  type AllocateOptions,
  type Allocation,
  type AllocationCost,
  allocate,
  type Bottleneck,
  type TwoVariableLaw,
} from "./scaling/allocate.ts";
export { type BenignOverfitting, benignOverfitting } from "./scaling/benign_overfitting.ts";
export {
  bottleneck,
  type ComputeOptimal,
  type ComputeOptimalOptions,
  type CostTerm,
  computeOptimal,
  type Frontier,
  type ProblemBottleneck,
} from "./scaling/compute_optimal.ts";
export type { CostFunction } from "./scaling/cost_function.ts";
export {
  type CompareLawsOptions,
  compareLaws,
  type FitLawOptions,
  fitLaw,
  type LawChoice,
  type LawComparison,
  type LawFit,
  type LawKind,
  type LawParameters,
  type LawRival,
  type Runs,
} from "./scaling/fit_law.ts";
export {
  type ChinchillaLaw,
  type ComputeExponents,
  chinchillaLaw,
  computeExponents,
  convertFrame,
  describeFrames,
  type Frame,
  type FrameDescription,
  type FrameWords,
  frames,
} from "./scaling/frames.ts";
export {
  type IntrinsicDimension,
  type IntrinsicDimensionOptions,
  intrinsicDimension,
  type SpectrumExponent,
} from "./scaling/intrinsic_dimension.ts";
export type { Cost, Exponents, Region, ScalingLaw } from "./scaling/law.ts";
export {
  type LocalExponents,
  type LocalExponentsGrid,
  localExponents,
} from "./scaling/local_exponents.ts";
export { type ModeElimination, modeElimination } from "./scaling/mode_elimination.ts";
export {
  type Corner,
  type PhaseBoundary,
  type PhaseDiagram,
  type PhasePiece,
  phaseDiagram,
  type Regime,
  type RegimeOptions,
  type RegimeTerm,
  regime,
  type Stage,
  type StagesOptions,
  stages,
} from "./scaling/regime.ts";
export {
  type SourceCapacity,
  type SourceCapacityData,
  type SourceCapacityOptions,
  sourceCapacity,
  type WindowExponent,
} from "./scaling/source_capacity.ts";
export { type Drawn, type DrawOptions, draw } from "./simulate/draw.ts";
export type { Measured, Simulation, SimulationGrid } from "./simulate/report.ts";
export {
  type Design,
  type SimulateOptions,
  type SimulateProgress,
  simulate,
} from "./simulate/simulate.ts";
export { type RidgeEdge, ridgeEdge } from "./solve/ridge_edge.ts";
export { eigenvalues, isotropic, powerLaw } from "./spectrum/populations.ts";
export { type PowerLawConstants, powerLawConstants } from "./spectrum/power_law.ts";
export {
  type AccumulateOptions,
  type Accumulator,
  accumulate,
  type Doubled,
  type Frame as AccumulatorFrame,
  mergeAccumulators,
} from "./stream/accumulator.ts";
export type { ByteSource } from "./stream/bytes.ts";
export { classesOf } from "./stream/classes.ts";
export { type CsvChunk, type CsvChunkOptions, csvChunks } from "./stream/csv_chunks.ts";
export {
  forecastAccumulated,
  type StreamedForecast,
  type StreamedForecastOptions,
} from "./stream/forecast.ts";
export { npyChunks, npyRows } from "./stream/npy_chunks.ts";
export type { Chunk, ChunkSource, Chunks } from "./stream/rows.ts";
export {
  type FitRowsOptions,
  fitRows,
  type LeaveOneOut,
  type PassOptions,
  type StreamedFit,
  type StreamedFitOptions,
  type StreamedPath,
  StreamedRidge,
} from "./stream/streamed_ridge.ts";
export {
  type Cell,
  cellsOf,
  checkCells,
  keyOf,
  readCell,
  type SweepGrid,
} from "./sweep/grid.ts";
export { type CellRecord, CellRunner, openRecord, runCell } from "./sweep/record.ts";
export {
  type Merged,
  type MergedLine,
  mergedLines,
  mergeSweep,
  type RecordStore,
  recordName,
  runSweep,
  type Shard,
  type SweepOptions,
  type SweepProgress,
} from "./sweep/sweep.ts";
export { type CorrelationTransform, correlationTransform } from "./transform/correlation.ts";
export {
  type Density,
  density,
  densityAt,
  drawEigenvalues,
  quantile,
} from "./transform/density.ts";
export { describeElement, type Element, type ElementDescription } from "./transform/element.ts";
export { elementSchema } from "./transform/element_schema.ts";
export {
  type OnePoint,
  onePoint,
  type Sandwich,
  type TwoPoint,
  twoPoint,
} from "./transform/equivalents.ts";
export type { Layer } from "./transform/layer.ts";
export {
  type DegreesOfFreedom,
  degreesOfFreedom,
  freeCumulants,
  kappaOf,
  moments,
  type Resolved,
  type RTransform,
  rTransform,
  type STransform,
  type Stieltjes,
  sTransform,
  stieltjes,
} from "./transform/transforms.ts";
export type { PoolOptions } from "./workers/pool.ts";
export type { WorkerLike } from "./workers/spawn.ts";
