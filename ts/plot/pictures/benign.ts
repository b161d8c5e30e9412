// Effective ranks and the exact γ against the number of samples.
import type { BenignOverfitting } from "ridgelaw";
import { curvesPanel } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import type { Picture } from "../picture.ts";

/** `benignOverfitting` of one population at several samples. */
export interface BenignData {
  samples: ArrayLike<number>;
  found: readonly BenignOverfitting[];
}

const needs = {
  samples: "numbers",
  found: [
    {
      split: "number",
      effectiveRank: "number",
      squareRank: "number",
      criterion: "number",
      gamma: "number",
      noiseFactor: "number",
      verdict: "text",
    },
  ],
} as const satisfies Needs<BenignData>;

/** Left k*, r_k* and R_k* beside P; right the factor of the noise, exact and by the criterion. */
export function benignPicture(data: BenignData): Picture {
  requireData(data, needs);
  const { samples: x, found } = data;
  const column = (pick: (each: BenignOverfitting) => number) => found.map(pick);
  const last = found.at(-1);
  return {
    title: "Is overfitting benign?",
    caption:
      "Left, the effective ranks of the tail behind the first k* modes. Right, the factor by which label noise enters the error, exactly and as the criterion k*/P + P/R_k* bounds it up to a constant; overfitting is benign below 0.1.",
    description: last
      ? `At ${formatNumber(x[found.length - 1] as number)} samples k* is ${formatNumber(last.split)}, r_k* ${formatNumber(last.effectiveRank)}, R_k* ${formatNumber(last.squareRank)}, and the noise is multiplied by ${formatNumber(last.noiseFactor)}: ${last.verdict}.`
      : "There is no point.",
    legend: [
      { label: "r of the tail", role: "observed", symbol: "line" },
      { label: "R of the tail", role: "bias", symbol: "dashed" },
      { label: "k*", role: "variance", symbol: "line" },
      { label: "samples P", role: "reference", symbol: "dashed" },
      { label: "γ/(1 − γ), exact", role: "theory", symbol: "line" },
      { label: "criterion", role: "noise", symbol: "dashed" },
    ],
    panels: [
      curvesPanel({
        x: { label: "Samples P" },
        y: { label: "Effective rank, k*" },
        series: [
          { role: "reference", mark: "dashed", x, y: x },
          { role: "observed", mark: "line", x, y: column((each) => each.effectiveRank) },
          { role: "bias", mark: "dashed", x, y: column((each) => each.squareRank) },
          { role: "variance", mark: "line", x, y: column((each) => each.split) },
        ],
      }),
      curvesPanel({
        x: { label: "Samples P" },
        y: { label: "Factor of the noise" },
        series: [
          { role: "noise", mark: "dashed", x, y: column((each) => each.criterion) },
          { role: "theory", mark: "line", x, y: column((each) => each.noiseFactor) },
        ],
        levels: [0.1],
      }),
    ],
    table: {
      columns: ["Samples", "k*", "r", "R", "Criterion", "γ", "Verdict"],
      rows: found.map((each, i) => [
        x[i] as number,
        each.split,
        each.effectiveRank,
        each.squareRank,
        each.criterion,
        each.gamma,
        each.verdict,
      ]),
    },
  };
}
