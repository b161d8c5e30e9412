// A signal under coarse-graining.
import type { CoarseFlow, CoarseLevel } from "ridgelaw";
import { curvesPanel, type Series } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import type { Picture, Role, Table } from "../picture.ts";

const roles: readonly Role[] = ["theory", "observed", "bias", "variance", "noise", "reference"];

const needs = {
  levels: [
    {
      rows: "number",
      columns: "number",
      length: "number",
      variance: "number",
      noiseVariance: "number",
      signalVariance: "number",
      "correlation?": "number",
      "coupling?": "number",
      spectrum: { frequency: "numbers", power: "numbers" },
    },
  ],
} as const satisfies Needs<CoarseFlow>;

/** Variances of noise and signal against the scale, and the spectrum at each level. */
export function coarseFlow(data: CoarseFlow): Picture {
  requireData(data, needs);
  const { levels } = data;
  const length = levels.map((level) => level.length);
  const column = (pick: (level: CoarseLevel) => number) => levels.map(pick);
  const withSpectrum = levels
    .slice(0, roles.length)
    .filter((level) => level.spectrum.power.length > 0);
  const caption = captionOf(levels);
  return {
    title: "A signal under coarse-graining",
    caption,
    description: `Variances of noise and of the rest against the length of a block, and power spectra at each level, on logarithmic axes. ${caption}`,
    legend: [
      { label: "variance without noise", role: "theory", symbol: "line" },
      { label: "noise variance", role: "noise", symbol: "dashed" },
      ...withSpectrum.map(
        (level, i) =>
          ({
            label: `spectrum, blocks of ${formatNumber(level.length)}`,
            role: roles[i] as Role,
            symbol: "dotted",
          }) as const,
      ),
    ],
    panels: [
      curvesPanel({
        x: { label: "Length of a block" },
        y: { label: "Variance" },
        series: [
          { role: "theory", mark: "line", x: length, y: column((l) => l.signalVariance) },
          { role: "theory", mark: "diamond", x: length, y: column((l) => l.signalVariance) },
          { role: "noise", mark: "dashed", x: length, y: column((l) => l.noiseVariance) },
          { role: "noise", mark: "diamond", x: length, y: column((l) => l.noiseVariance) },
        ],
      }),
      curvesPanel({
        x: { label: "Frequency per first step" },
        y: { label: "Power density" },
        series: withSpectrum.map(
          ({ spectrum }, i): Series => ({
            role: roles[i] as Role,
            mark: i === 0 ? "line" : "dotted",
            x: spectrum.frequency,
            y: spectrum.power,
          }),
        ),
      }),
    ],
    table: tableOf(levels),
  };
}

function captionOf(levels: readonly CoarseLevel[]): string {
  const [first, last] = [levels[0], levels.at(-1)];
  if (!(first && last)) return "";
  return `From ${entries(first)} to ${entries(last)} entries the noise variance goes from ${formatNumber(first.noiseVariance)} to ${formatNumber(last.noiseVariance)}, the rest from ${formatNumber(first.signalVariance)} to ${formatNumber(last.signalVariance)}.`;
}

const entries = ({ rows, columns }: CoarseLevel) =>
  rows > 1 ? `${rows} × ${columns}` : `${columns}`;

function tableOf(levels: readonly CoarseLevel[]): Table {
  return {
    columns: ["Block", "Entries", "Variance", "Noise", "Correlation", "Coupling"],
    rows: levels.map((level) => [
      formatNumber(level.length),
      entries(level),
      level.variance,
      level.noiseVariance,
      formatNumber(level.correlation ?? Number.NaN),
      formatNumber(level.coupling ?? Number.NaN),
    ]),
  };
}
