// ridgelaw/plot: pictures as SVG, and a forecast as one HTML page.

export { type BenignData, benignPicture } from "./plot/benign.ts";
export {
  type ChartAxis,
  type ChartData,
  type ChartSeries,
  chart,
  type LineMark,
  type PointMark,
} from "./plot/chart.ts";
export { coarseFlow } from "./plot/coarse_flow.ts";
export { type CollapseData, collapse } from "./plot/collapse.ts";
export { type ComputeFrontierData, computeFrontierPicture } from "./plot/compute_frontier.ts";
export { type DensityData, densityPicture } from "./plot/density_picture.ts";
export { dimension } from "./plot/dimension.ts";
export { type Disc, type DiscNote, type DiscsData, discs } from "./plot/discs.ts";
export { type DoubleDescentData, doubleDescent } from "./plot/double_descent.ts";
export { eliminationPicture } from "./plot/elimination.ts";
export {
  type ErrorEstimates,
  type ErrorEstimatesData,
  errorEstimates,
} from "./plot/error_estimates.ts";
export { frontier } from "./plot/frontier.ts";
export { type HeatMapData, type HeatMapPanel, heatMap } from "./plot/heat_map.ts";
export { toFigure } from "./plot/html.ts";
export { type KappaCurveData, kappaCurve } from "./plot/kappa_curve.ts";
export { type LawFitData, lawFit } from "./plot/law_fit.ts";
export { type LearningCurveData, learningCurve, type Trained } from "./plot/learning_curve.ts";
export { type LocalExponentsData, localExponentsPicture } from "./plot/local_exponents.ts";
export { network } from "./plot/network.ts";
export { type Page, toPage } from "./plot/page.ts";
export { phaseDiagramPicture } from "./plot/phase_diagram.ts";
export type { LegendEntry, Panel, Picture, Role, Size, Table } from "./plot/picture.ts";
export { type PolynomialData, polynomial } from "./plot/polynomial.ts";
export { forecastReport, type ReportFit, type ReportOptions } from "./plot/report.ts";
export { type SimulatedCurve, type SimulatedData, simulated } from "./plot/simulated.ts";
export { sourceCapacityPicture } from "./plot/source_capacity.ts";
export { type SpectrumData, spectrum } from "./plot/spectrum.ts";
export { type SvgOptions, toSvg } from "./plot/svg.ts";
export { type TrainTestData, trainTest } from "./plot/train_test.ts";
