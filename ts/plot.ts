// ridgelaw/plot: pictures as SVG, and a forecast as one HTML page.
export { type ComputeFrontierData, computeFrontierPicture } from "./plot/compute_frontier.ts";
export { type DoubleDescentData, doubleDescent } from "./plot/double_descent.ts";
export { eliminationPicture } from "./plot/elimination.ts";
export {
  type ErrorEstimates,
  type ErrorEstimatesData,
  errorEstimates,
} from "./plot/error_estimates.ts";
export { toFigure } from "./plot/html.ts";
export { type KappaCurveData, kappaCurve } from "./plot/kappa_curve.ts";
export { type LearningCurveData, learningCurve, type Trained } from "./plot/learning_curve.ts";
export { phaseDiagramPicture } from "./plot/phase_diagram.ts";
export type { LegendEntry, Panel, Picture, Role, Size, Table } from "./plot/picture.ts";
export { forecastReport, type ReportFit, type ReportOptions } from "./plot/report.ts";
export { type SimulatedCurve, type SimulatedData, simulated } from "./plot/simulated.ts";
export { type SpectrumData, spectrum } from "./plot/spectrum.ts";
export { type SvgOptions, toSvg } from "./plot/svg.ts";
export { type TrainTestData, trainTest } from "./plot/train_test.ts";
