// Test error against training samples: what was seen, what is forecast, what came of it.
import {
  areaY,
  dot,
  line,
  link,
  type PlotOptions,
  ruleX,
  ruleY,
  text,
  vector,
} from "@observablehq/plot";
import type { Forecast } from "ridgelaw";
import { logAxes } from "../axis.ts";
import { rangeOf, rowsOf } from "../columns.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatInterval, formatNumber } from "../number.ts";
import {
  filled,
  type LegendEntry,
  type Picture,
  type Size,
  stroked,
  type Table,
} from "../picture.ts";
import { type Domain, logDomain } from "../ticks.ts";

/** The error of a model that was really trained. */
export interface Trained {
  samples: number;
  testError: number;
  /** Its mean squared residual on its training set. */
  trainError?: number;
  /** Share of wrong classes on the test set. */
  classError?: number;
}

/** A forecast as a picture needs it. */
export type ForecastCurve = Pick<Forecast, "seen" | "forecast" | "curve" | "observed" | "ceiling"> &
  Partial<Pick<Forecast, "ceilingAtLambda">>;

export interface LearningCurveData {
  forecast: ForecastCurve;
  /** Errors of models that were really trained, where there are any. */
  trained?: readonly Trained[];
  /** What the error is measured in; "mean squared" where absent. */
  unit?: string;
}

/** What pictures read of a forecast. */
export const forecastNeeds = {
  seen: "positive",
  forecast: [{ samples: "number", testError: "number", interval: "pair" }],
  curve: { samples: "numbers", testError: "numbers", low: "numbers", high: "numbers" },
  observed: { samples: "numbers", looError: "numbers" },
  ceiling: { testError: "number" },
  "ceilingAtLambda?": { testError: "number" },
} as const satisfies Needs<ForecastCurve>;

/** What pictures read of models that were trained. */
export const trainedNeeds = [
  { samples: "number", testError: "number" },
] as const satisfies readonly [Needs<Trained>];

const needs = {
  forecast: forecastNeeds,
  "trained?": trainedNeeds,
  "unit?": "text",
} as const satisfies Needs<LearningCurveData>;

interface CurvePoint {
  samples: number;
  testError: number;
  low: number;
  high: number;
}

/** A forecast learning curve with its band, the points it rests on, and the errors of models really trained. */
export function learningCurve(data: LearningCurveData): Picture {
  requireData(data, needs);
  const { forecast, trained = [] } = data;
  const view = viewOf(forecast, trained);
  return {
    title: "Learning curve",
    caption: captionOf(data),
    description: describe(data),
    legend: legendOf(trained.length > 0, view.ceiling),
    panels: [(size) => draw(data, view, size)],
    table: tableOf(data),
  };
}

/** What lies within the axes. */
interface View {
  x: Domain;
  y: Domain;
  curve: CurvePoint[];
  observed: { samples: number; looError: number }[];
  ceiling: number | undefined;
}

function viewOf(forecast: ForecastCurve, trained: readonly Trained[]): View {
  const { curve, observed, seen } = forecast;
  const sizes = [...forecast.forecast, ...trained].map((point) => point.samples);
  const known = [...observed.samples, seen, ...sizes];
  const [least, most] = rangeOf(known.filter((size) => size > 0 && Number.isFinite(size)));
  const x: Domain = [least / 1.15, Math.min(most * 4, Number.MAX_VALUE)];
  const { samples, testError, low, high } = curve;
  const points = rowsOf({ samples, testError, low, high });
  const inside = points.filter(({ samples }) => samples >= x[0] && samples <= x[1]);
  const seenPoints = observedOf(forecast);
  const errors = [
    ...inside.flatMap(({ low, high, testError }) => [
      Math.max(low, testError / 3),
      Math.min(high, testError * 3),
    ]),
    ...seenPoints.map((point) => point.looError),
    ...trained.map((point) => point.testError),
  ];
  const ceiling = visibleCeiling(forecast, rangeOf(errors)[0]);
  const y = logDomain([...errors, ...(ceiling ? [ceiling] : [])], 0.06);
  return { x, y, curve: inside.map((point) => clamp(point, y)), observed: seenPoints, ceiling };
}

const observedOf = ({ observed: { samples, looError } }: ForecastCurve) =>
  rowsOf({ samples, looError });

const clamp = (point: CurvePoint, [bottom, top]: Domain): CurvePoint => ({
  ...point,
  low: Math.min(Math.max(point.low, bottom), top),
  high: Math.max(Math.min(point.high, top), bottom),
});

/** The ceiling at the ridge given, else over all ridges, unless it lies far below what is drawn. */
function visibleCeiling(forecast: ForecastCurve, least: number): number | undefined {
  const { testError } = forecast.ceilingAtLambda ?? forecast.ceiling;
  return testError > least / 8 ? testError : undefined;
}

function draw(data: LearningCurveData, view: View, size: Size): PlotOptions {
  const { forecast, trained = [], unit = "mean squared" } = data;
  const { options, marks } = logAxes(size, {
    x: { label: "Training samples P", domain: view.x },
    y: { label: `Test error (${unit})`, domain: view.y },
  });
  const real = {
    ...filled("trained"),
    x: "samples",
    y: "testError",
    symbol: "diamond",
    r: 5,
  } as const;
  return {
    ...options,
    marks: [
      ...marks,
      ...(view.ceiling ? [ruleY([view.ceiling], ceilingStyle)] : []),
      ...seenMarks(forecast.seen),
      areaY(view.curve, {
        ...filled("forecast"),
        x: "samples",
        y1: "low",
        y2: "high",
        fillOpacity: 0.2,
      }),
      line(view.curve, { ...stroked("forecast"), x: "samples", y: "testError", strokeWidth: 2 }),
      dot(view.observed, { ...filled("observed"), x: "samples", y: "looError", r: 3.5 }),
      ...intervals(forecast, view.y),
      dot(trained, real),
    ],
  };
}

const ceilingStyle = { ...stroked("ceiling"), strokeDasharray: "6,4", strokeWidth: 1.5 };

/** An upright line between what was seen and what was not. */
const seenMarks = (seen: number) => [
  ruleX([seen], { ...stroked("reference"), strokeOpacity: 0.7 }),
  text([`${formatNumber(seen)} seen`], {
    ...filled("reference"),
    x: () => seen,
    frameAnchor: "top",
    textAnchor: "start",
    dx: 5,
    dy: 3,
  }),
];

/** The 90 % intervals at the sizes that were asked for, with ends as wide as a mark. */
function intervals({ forecast }: ForecastCurve, y: Domain) {
  const bars = forecast.map(({ samples, testError, interval: [low, high] }) =>
    clamp({ samples, testError, low, high }, y),
  );
  const ends = bars.flatMap(({ samples, low, high }) =>
    [low, high].map((end) => ({ samples, end })),
  );
  return [
    link(bars, { ...stroked("forecast"), x: "samples", y1: "low", y2: "high", strokeWidth: 1.5 }),
    tickMarks(ends),
  ];
}

const tickMarks = (ends: readonly { samples: number; end: number }[]) =>
  vector(ends, {
    ...stroked("forecast"),
    x: "samples",
    y: "end",
    length: 9,
    rotate: 90,
    anchor: "middle",
    shape: dash,
    strokeWidth: 1.5,
  });

/** A plain stroke. */
const dash = {
  draw(context: CanvasPath, length: number) {
    context.moveTo(0, 0);
    context.lineTo(0, -length);
  },
};

function legendOf(isTrained: boolean, ceiling: number | undefined): LegendEntry[] {
  const entries: LegendEntry[] = [
    { label: "leave-one-out on parts", role: "observed", symbol: "dot" },
    { label: "forecast, 90 % band", role: "forecast", symbol: ["band", "line"] },
  ];
  if (isTrained) entries.push({ label: "really trained", role: "trained", symbol: "diamond" });
  if (ceiling) {
    const label = `ceiling ${formatNumber(ceiling)}`;
    entries.push({ label, role: "ceiling", symbol: "dashed" });
  }
  return entries;
}

function captionOf({ forecast, trained = [] }: LearningCurveData): string {
  const basis = `Points: exact leave-one-out errors of models on parts of the ${formatNumber(forecast.seen)} samples seen. Line and band: the forecast for other sizes; nothing right of the upright line was seen.`;
  return trained.length > 0
    ? `${basis} Diamonds: the test error of models then really trained.`
    : basis;
}

function describe({ forecast }: LearningCurveData): string {
  const points = forecast.forecast.map(
    (point) =>
      `at ${formatNumber(point.samples)} samples ${formatNumber(point.testError)}, between ${formatInterval(point.interval, { between: "and" })}`,
  );
  return `Test error against training samples on logarithmic axes. Forecast: ${points.join("; ")}.`;
}

function tableOf({ forecast, trained = [] }: LearningCurveData): Table {
  const real = new Map(trained.map((point) => [point.samples, point.testError]));
  const seen = observedOf(forecast).map(({ samples, looError }) => [
    samples,
    looError,
    "",
    "",
    real.get(samples) ?? "",
  ]);
  const ahead = forecast.forecast.map(({ samples, testError, interval }) => [
    samples,
    "",
    testError,
    formatInterval(interval),
    real.get(samples) ?? "",
  ]);
  const columns = ["Samples", "Leave-one-out", "Forecast", "90 % interval", "Really trained"];
  return { columns, rows: [...seen, ...ahead] };
}
