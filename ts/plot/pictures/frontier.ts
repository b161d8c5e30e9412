// The best split of each budget.
import type { Allocation } from "ridgelaw";
import { curvesPanel, type Series } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatInterval, formatNumber } from "../number.ts";
import type { Picture, Table } from "../picture.ts";

const needs = {
  budget: "numbers",
  parameters: "numbers",
  samples: "numbers",
  loss: "numbers",
  "parametersInterval?": ["pair"],
  "samplesInterval?": ["pair"],
  "lossInterval?": ["pair"],
  exponents: { parameters: "number", samples: "number", reducibleLoss: "number" },
  "now?": [{ budget: "number", parameters: "number", samples: "number", loss: "number" }],
} as const satisfies Needs<Allocation>;

/** Parameters, samples and loss along the frontier, with their intervals, and the runs looked at. */
export function frontier(data: Allocation): Picture {
  requireData(data, needs);
  const { budget, parameters, samples, loss, exponents, now = [] } = data;
  const caption = `The best N grows like C^${formatNumber(exponents.parameters)}, the best D like C^${formatNumber(exponents.samples)}, and the reducible loss falls like C^−${formatNumber(exponents.reducibleLoss)}.`;
  const at = now.map((each) => each.budget);
  return {
    title: "How to split a budget",
    caption,
    description: `Parameters, samples and loss of the best split against the budget on logarithmic axes. ${caption}`,
    legend: [
      { label: "best parameters N", role: "theory", symbol: "line" },
      { label: "best samples D", role: "observed", symbol: "line" },
      { label: "least loss", role: "bias", symbol: "line" },
      ...(now.length > 0
        ? [{ label: "the runs at hand", role: "trained", symbol: "diamond" } as const]
        : []),
    ],
    panels: [
      curvesPanel({
        x: { label: "Budget C" },
        y: { label: "N and D" },
        series: [
          ...band(budget, data.parametersInterval, "theory"),
          ...band(budget, data.samplesInterval, "observed"),
          { role: "theory", mark: "line", x: budget, y: parameters },
          { role: "observed", mark: "line", x: budget, y: samples },
          { role: "trained", mark: "diamond", x: at, y: now.map((each) => each.parameters) },
          { role: "trained", mark: "diamond", x: at, y: now.map((each) => each.samples) },
        ],
      }),
      curvesPanel({
        x: { label: "Budget C" },
        y: { label: "Loss" },
        series: [
          ...band(budget, data.lossInterval, "bias"),
          { role: "bias", mark: "line", x: budget, y: loss },
          { role: "trained", mark: "diamond", x: at, y: now.map((each) => each.loss) },
        ],
      }),
    ],
    table: tableOf(data),
  };
}

const band = (
  x: Float64Array,
  ends: readonly (readonly [number, number])[] | undefined,
  role: Series["role"],
): Series[] =>
  ends
    ? [{ role, mark: "band", x, y: ends.map(([low]) => low), to: ends.map(([, high]) => high) }]
    : [];

function tableOf({ budget, parameters, samples, loss, lossInterval }: Allocation): Table {
  return {
    columns: ["Budget", "Parameters", "Samples", "Loss", "90 % interval"],
    rows: [...budget].map((each, i) => [
      formatNumber(each),
      formatNumber(parameters[i] as number),
      formatNumber(samples[i] as number),
      loss[i] as number,
      lossInterval ? formatInterval(lossInterval[i] as [number, number]) : "",
    ]),
  };
}
