// Which report a problem has, by its model and by whether it asks for a grid.
import type { NumbersLike } from "../data/matrix.ts";
import type {
  CorrelatedReport,
  CorrelatedReportGrid,
  FeaturesReport,
  FeaturesReportGrid,
  NoisyFeaturesReport,
  NoisyFeaturesReportGrid,
  Report,
  ReportGrid,
} from "./report.ts";
import type { Problem } from "./types.ts";

/** The answer at a point, and on a grid. */
interface Pair<Point, Grid> {
  point: Point;
  grid: Grid;
}

interface Features {
  randomFeatures: Pair<FeaturesReport, FeaturesReportGrid>;
  nonlinearFeatures: Pair<NoisyFeaturesReport, NoisyFeaturesReportGrid>;
  noisyFeatures: Pair<NoisyFeaturesReport, NoisyFeaturesReportGrid>;
}

type Independent = Pair<Report, ReportGrid>;
type Correlated = Pair<CorrelatedReport, CorrelatedReportGrid>;

/** Either where the type leaves open whether samples are correlated. */
type RidgePair<P> = "sampleCorrelation" extends keyof P
  ? P["sampleCorrelation"] extends undefined
    ? Independent
    : undefined extends P["sampleCorrelation"]
      ? Independent | Correlated
      : Correlated
  : Independent;

type PairOf<P, Kind> = Kind extends keyof Features
  ? Features[Kind]
  : Kind extends "ridge"
    ? RidgePair<P>
    : never;

/** What is asked for at single numbers, and what with a list of them; either where the type leaves it open. */
export type PointOrGrid<P> = P extends { samples: number; lambda: number }
  ? "point"
  : P extends { samples: NumbersLike } | { lambda: NumbersLike }
    ? "grid"
    : "point" | "grid";

/** What `evaluate` answers to a problem of this type: numbers at one point, arrays on a grid. */
export type ReportOf<P extends Problem> = PairOf<P, P["model"]["kind"]>[PointOrGrid<P>];
