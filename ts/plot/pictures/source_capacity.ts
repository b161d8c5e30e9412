// The power laws that data follow, within the window they were read from.
import type { SourceCapacity } from "ridgelaw";
import { positiveRows } from "../columns.ts";
import { curvesPanel } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatInterval, formatNumber } from "../number.ts";
import type { Picture } from "../picture.ts";
import { fitPowerLaw, valueAt } from "./power_law_fit.ts";

const exponent = {
  exponent: "number",
  interval: "pair",
  raw: "number",
  windowBias: "number",
} as const;

const needs = {
  capacity: exponent,
  "source?": { ...exponent, basis: "text", noise: "number" },
  curve: { kappa: "numbers", df1: "numbers", "target?": "numbers", "bias?": "numbers" },
} as const satisfies Needs<SourceCapacity>;

/** df̂₁ and the target's part against κ̂, each with the power law through its window. */
export function sourceCapacityPicture(data: SourceCapacity): Picture {
  requireData(data, needs);
  const { capacity, source, curve } = data;
  const { kappa, df1 } = curve;
  const signal = source && source.basis === "bias" ? curve.bias : curve.target;
  const above = signal && source ? signal.map((value) => value - source.noise) : undefined;
  const says = (name: string, value: SourceCapacity["capacity"]) =>
    `${name} = ${formatNumber(value.exponent)} (90 %: ${formatInterval(value.interval)}; the slope alone says ${formatNumber(value.raw)})`;
  const caption = `${says("α", capacity)}${source ? `; ${says("r", source)}` : ""}.`;
  return {
    title: "Capacity and source of data",
    caption,
    description: `Degrees of freedom${above ? " and the unlearned part of the target" : ""} against the renormalized ridge, on logarithmic axes. ${caption}`,
    legend: [
      { label: "the data", role: "observed", symbol: "dot" },
      { label: "power law of the window", role: "theory", symbol: "line" },
    ],
    panels: [
      panel("Degrees of freedom df₁", kappa, df1),
      ...(above ? [panel("Target left over", kappa, above)] : []),
    ],
    table: {
      columns: ["Exponent", "Value", "90 % interval", "Slope as seen", "Bias of the window"],
      rows: [
        row("capacity α", capacity),
        ...(source ? [row(`source r, from the ${source.basis}`, source)] : []),
      ],
    },
  };
}

const row = (name: string, found: SourceCapacity["capacity"]) =>
  [name, found.exponent, formatInterval(found.interval), found.raw, found.windowBias] as const;

function panel(label: string, x: Float64Array, y: Float64Array) {
  const points = positiveRows({ x, y });
  const fit = fitPowerLaw(points);
  const at = points.map((point) => point.x);
  return curvesPanel({
    x: { label: "Renormalized ridge κ" },
    y: { label },
    series: [
      { role: "observed", mark: "dot", x, y },
      ...(fit
        ? [
            {
              role: "theory",
              mark: "line",
              x: at,
              y: at.map((each) => valueAt(fit, each)),
            } as const,
          ]
        : []),
    ],
  });
}
