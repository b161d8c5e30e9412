// What `ridgelaw scaling-fit` tells people.
import type { Allocation, LawComparison, LawFit } from "ridgelaw";
import { count, interval, list, short, table } from "./text.ts";

interface More {
  comparison: LawComparison | undefined;
  allocation: Allocation | undefined;
  sizes: readonly number[] | undefined;
}

const formulas = {
  powerLaw: "E + A x^-alpha",
  broken: "E + A x^-alpha (1 + (x/breakAt)^(1/breakWidth))^(-(alphaAfter - alpha) breakWidth)",
  chinchilla: "E + A N^-alpha + B D^-beta",
  kaplan: "((A N^-alpha)^(1/beta) + (B D^-beta)^(1/beta))^beta",
} as const;

/** The fit as text: parameters, how good it is, then what was asked for beside it. */
export function scalingFitText(fit: LawFit, more: More): string {
  const parts = [
    `${count(fit.runs)} runs, ${formulas[fit.law]}: ${fit.status}`,
    parameters(fit),
    quality(fit),
    fit.notes.join("\n"),
    predictions(fit, more.sizes),
    more.comparison ? comparison(more.comparison) : "",
    more.allocation ? allocation(more.allocation) : "",
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function parameters({ parameters: found, intervals, standardErrors }: LawFit): string {
  const rows = Object.entries(found) as [keyof LawFit["parameters"], number][];
  return table(
    ["parameter", "value", "standard error", "90 % interval"],
    rows.map(([name, value]) => {
      const [ends, error] = [intervals?.[name], standardErrors?.[name]];
      return [
        name,
        short(value),
        error === undefined ? "" : short(error),
        ends ? interval(ends) : "",
      ];
    }),
  );
}

function quality({ residualDeviation, holdOut }: LawFit): string {
  const rows: [string, string][] = [["residuals of ln loss", short(residualDeviation)]];
  if (holdOut) {
    const words = `${short(holdOut.error)}, mean ${short(holdOut.bias)} (${holdOut.runs} runs, fitted without them)`;
    rows.push(["error of ln loss at the largest runs", words]);
  }
  return list(rows);
}

function predictions({ at }: LawFit, sizes: readonly number[] | undefined): string {
  if (!(at && sizes)) return "";
  return table(
    ["size", "loss", "90 % interval"],
    sizes.map((size, i) => {
      const [low, high] = [at.low?.[i], at.high?.[i]];
      const ends = low !== undefined && high !== undefined ? interval([low, high]) : "";
      return [short(size), short(at.loss[i] as number), ends];
    }),
  );
}

function comparison({ statement, laws, tooFewRunsFor }: LawComparison): string {
  const rows = laws.map((law) => [
    law.name,
    short(law.deltaAicc),
    short(law.residualDeviation),
    law.holdOut ? short(law.holdOut.error) : "",
    law.status,
  ]);
  const titles = ["law", "AICc behind", "residuals", "largest runs", "status"];
  const skipped =
    tooFewRunsFor.length > 0 ? `\nToo few runs for ${tooFewRunsFor.join(" and ")}.` : "";
  return `${table(titles, rows)}\n\n${statement}${skipped}`;
}

function allocation({
  status,
  budget,
  parameters: n,
  samples,
  loss,
  lossInterval,
}: Allocation): string {
  const small = Array.from(budget).filter((_, i) => status[i] === "BelowOne");
  const caution =
    small.length > 0
      ? `\n\nLess than one parameter or sample, in the units of the runs, for ${small.map(short).join(", ")}.`
      : "";
  const splits = table(
    ["budget", "parameters", "samples", "loss", "90 % interval"],
    [...budget].map((each, i) => [
      short(each),
      short(n[i] as number),
      short(samples[i] as number),
      short(loss[i] as number),
      lossInterval ? interval(lossInterval[i] as [number, number]) : "",
    ]),
  );
  return `${splits}${caution}`;
}
