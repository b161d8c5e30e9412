// A fitted law beside the runs that it was fitted to.
import type { LawFit, Runs } from "ridgelaw";
import { rangeOf } from "../columns.ts";
import { curvesPanel, type Series } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatInterval, formatNumber } from "../number.ts";
import type { LegendEntry, Picture, Table } from "../picture.ts";

export interface LawFitData {
  fit: LawFit;
  runs: Runs;
  /** What the loss is; "Loss" where absent. */
  unit?: string;
}

const needs = {
  fit: {
    law: "text",
    status: "text",
    parameters: { "*": "number" },
    "intervals?": { "*": "pair" },
    runs: "number",
    residualDeviation: "number",
    predicted: "numbers",
    residuals: "numbers",
    notes: ["text"],
  },
  runs: { loss: "numbers", "size?": "numbers" },
  "unit?": "text",
} as const satisfies Needs<LawFitData>;

const twoSizes = { runs: { parameters: "numbers", samples: "numbers" } } as const;

/** Losses against the size, or against the fit for laws of two variables; and the residuals. */
export function lawFit(data: LawFitData): Picture {
  requireData(data, needs);
  const { fit, runs, unit = "Loss" } = data;
  const { size } = runs as { size?: ArrayLike<number> };
  if (!size) requireData(data, twoSizes);
  const loss = Array.from(runs.loss);
  const sizes = size && Array.from(size);
  const first = sizes ? overSize(fit, sizes, loss, unit) : overFit(fit, loss, unit);
  const x =
    sizes ?? products(runs as { parameters: ArrayLike<number>; samples: ArrayLike<number> });
  return {
    title: titles[fit.law],
    caption: captionOf(fit),
    description: `${unit} of ${fit.runs} runs with the fitted law, and residuals of its logarithm. ${captionOf(fit)}`,
    legend: legendOf(sizes !== undefined),
    panels: [
      curvesPanel(first),
      curvesPanel({
        x: { label: sizes ? "Size" : "Parameters × samples" },
        y: { label: "ln(observed/fitted)", linear: true },
        series: [{ role: "observed", mark: "dot", x, y: fit.residuals }],
        levels: [0],
      }),
    ],
    table: tableOf(fit),
  };
}

const titles = {
  powerLaw: "A power law fitted to runs",
  broken: "A broken power law fitted to runs",
  chinchilla: "Loss against parameters and samples: E + A N^−α + B D^−β",
  kaplan: "Loss against parameters and samples: the law of Kaplan et al.",
} as const;

function overSize(fit: LawFit, sizes: readonly number[], loss: readonly number[], unit: string) {
  const order = sizes.map((_, i) => i).sort((i, j) => (sizes[i] ?? 0) - (sizes[j] ?? 0));
  const series: Series[] = [
    { role: "observed", mark: "dot", x: sizes, y: loss },
    {
      role: "theory",
      mark: "line",
      x: order.map((i) => sizes[i] as number),
      y: order.map((i) => fit.predicted[i] as number),
    },
  ];
  const floor = fit.offset && fit.parameters.E > 0 ? [fit.parameters.E] : [];
  return { x: { label: "Size" }, y: { label: unit }, series, levels: floor };
}

function overFit(fit: LawFit, loss: readonly number[], unit: string) {
  const ends = rangeOf(fit.predicted);
  return {
    x: { label: `${unit}, fitted` },
    y: { label: `${unit}, observed` },
    series: [
      { role: "observed", mark: "dot", x: fit.predicted, y: loss },
      { role: "theory", mark: "line", x: ends, y: ends },
    ] as Series[],
  };
}

const products = (runs: { parameters: ArrayLike<number>; samples: ArrayLike<number> }) =>
  Array.from(runs.parameters, (n, i) => n * (runs.samples[i] as number));

const legendOf = (isOne: boolean): LegendEntry[] => [
  { label: "runs", role: "observed", symbol: "dot" },
  { label: isOne ? "fitted law" : "observed = fitted", role: "theory", symbol: "line" },
  { label: isOne ? "its floor E, and zero" : "zero", role: "reference", symbol: "line" },
];

function captionOf(fit: LawFit): string {
  const entries = Object.entries(fit.parameters) as [string, number][];
  const shown = entries.filter(([name]) => name !== "E" || fit.offset);
  const values = shown.map(([name, value]) => `${greek[name] ?? name} = ${formatNumber(value)}`);
  const note = fit.status === "Converged" ? "" : ` ${fit.notes[0] ?? ""}`;
  return `${values.join(", ")}; residuals of ln loss of ${formatNumber(fit.residualDeviation, 2)}.${note}`;
}

const greek: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  alphaAfter: "α after the break",
  breakAt: "break at",
  breakWidth: "width",
};

function tableOf(fit: LawFit): Table {
  const entries = Object.entries(fit.parameters) as [keyof LawFit["parameters"], number][];
  return {
    columns: ["Parameter", "Value", "90 % interval"],
    rows: entries.map(([name, value]) => {
      const ends = fit.intervals?.[name];
      return [greek[name] ?? name, value, ends ? formatInterval(ends) : ""];
    }),
  };
}
