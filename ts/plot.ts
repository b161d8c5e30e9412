// ridgelaw/plot: pictures as SVG, and a forecast as one HTML page.

export { toFigure } from "./plot/page/html.ts";
export { type Page, toPage } from "./plot/page/page.ts";
export { forecastReport, type ReportFit, type ReportOptions } from "./plot/page/report.ts";
export type { LegendEntry, Panel, Picture, Role, Size, Table } from "./plot/picture.ts";
export { type BenignData, benignPicture } from "./plot/pictures/benign.ts";
export {
  type ChartAxis,
  type ChartData,
  type ChartSeries,
  chart,
  type LineMark,
  type PointMark,
} from "./plot/pictures/chart.ts";
export { coarseFlow } from "./plot/pictures/coarse_flow.ts";
export { type CollapseData, collapse } from "./plot/pictures/collapse.ts";
export {
  type ComputeFrontierData,
  computeFrontierPicture,
} from "./plot/pictures/compute_frontier.ts";
export { type DensityData, densityPicture } from "./plot/pictures/density_picture.ts";
export { dimension } from "./plot/pictures/dimension.ts";
export { type Disc, type DiscNote, type DiscsData, discs } from "./plot/pictures/discs.ts";
export { type DoubleDescentData, doubleDescent } from "./plot/pictures/double_descent.ts";
export { eliminationPicture } from "./plot/pictures/elimination.ts";
export {
  type ErrorEstimates,
  type ErrorEstimatesData,
  errorEstimates,
} from "./plot/pictures/error_estimates.ts";
export { type FramesData, framesPicture } from "./plot/pictures/frames.ts";
export { frontier } from "./plot/pictures/frontier.ts";
export { type HeatMapData, type HeatMapPanel, heatMap } from "./plot/pictures/heat_map.ts";
export { type KappaCurveData, kappaCurve } from "./plot/pictures/kappa_curve.ts";
export { type LawFitData, lawFit } from "./plot/pictures/law_fit.ts";
export {
  type LearningCurveData,
  learningCurve,
  type Trained,
} from "./plot/pictures/learning_curve.ts";
export { type LocalExponentsData, localExponentsPicture } from "./plot/pictures/local_exponents.ts";
export { network } from "./plot/pictures/network.ts";
export { phaseDiagramPicture } from "./plot/pictures/phase_diagram.ts";
export { type PolynomialData, polynomial } from "./plot/pictures/polynomial.ts";
export { type SimulatedCurve, type SimulatedData, simulated } from "./plot/pictures/simulated.ts";
export { sourceCapacityPicture } from "./plot/pictures/source_capacity.ts";
export { type SpectrumData, spectrum } from "./plot/pictures/spectrum.ts";
export { type TrainTestData, trainTest } from "./plot/pictures/train_test.ts";
export { type SvgOptions, toSvg } from "./plot/svg.ts";
