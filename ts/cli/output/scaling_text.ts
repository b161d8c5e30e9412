// What ridgelaw scaling prints for people.
import type { Frontier, LocalExponents, ProblemBottleneck, Regime, ScalingLaw } from "ridgelaw";
import { list, short, table } from "./text.ts";

/** What is printed of a problem. */
export interface ProblemScaling
  extends Pick<LocalExponents, "status" | "excessError">,
    Pick<ProblemBottleneck, "irreducible" | "bottleneck" | "without" | "bestLambda"> {
  exponents: Pick<LocalExponents, "samples" | "widths" | "lambda">;
  allocation?: Frontier;
}

export function regimeText(law: ScalingLaw, found: Regime): string {
  const { samples, width, lambda } = found.exponents;
  const rows: [string, string][] = [
    ["region", `${found.id}, ${found.name}`],
    ["dominates", found.term],
    ["exponent in P", `${short(found.exponent)} = ${found.formula}`],
    ["at", `${position("lambda", -found.lambdaExponent)}, ${position("N", found.widthExponent)}`],
    ["apart", `E ~ P^${short(-samples)} N^${short(-width)} lambda^${short(lambda)}`],
    ...(found.compute > 0 ? [["exponent in N P", short(found.compute)] as [string, string]] : []),
    ["source", found.literature],
  ];
  const terms = table(
    ["term", "exponent", "region"],
    found.terms.map(({ term, exponent, name }) => [term, short(exponent), name]),
  );
  const notes = [
    ...(found.boundary ? ["This is a boundary: another region has the same exponent."] : []),
    ...(found.logarithms ? ["Powers carry logarithms here: r or a is at a borderline."] : []),
  ];
  const title = `Law with capacity ${short(law.exponent)} and source ${short(law.source)}`;
  return [title, "", list(rows), "", terms, ...notes.map((note) => `\n${note}`), ""].join("\n");
}

/** `N = P^1.5`, or the limit. */
function position(name: string, exponent: number): string {
  if (Number.isFinite(exponent)) return `${name} = P^${short(exponent)}`;
  return `${name} ${exponent > 0 ? "infinite" : "zero"}`;
}

export function problemText(report: ProblemScaling): string {
  const { exponents, without, allocation } = report;
  const widths = [...exponents.widths].map(short).join(", ");
  const rows: [string, string][] = [
    ["status", report.status],
    ["excess error", short(report.excessError)],
    ["irreducible", short(report.irreducible)],
    ["bottleneck", report.bottleneck],
    ["in samples", `E ~ P^${short(-exponents.samples)} here`],
    ...(widths ? [["in widths", `falls with exponents ${widths}`] as [string, string]] : []),
    [
      "in lambda",
      `E ~ lambda^${short(exponents.lambda)} here; best at ${short(report.bestLambda)}`,
    ],
  ];
  const gains = Object.entries(without).map(([name, left]) => [name, short(left)]);
  const parts = [
    list(rows),
    "",
    "Excess error with one limit lifted:",
    table(["without", "error"], gains),
  ];
  if (allocation) parts.push("", "Best split of a budget N P:", splits(allocation));
  return `${parts.join("\n")}\n`;
}

const splits = (found: NonNullable<ProblemScaling["allocation"]>) =>
  table(
    ["budget", "samples", "width", "lambda", "excess error", "exponent"],
    Array.from(found.budget, (budget, i) =>
      [
        budget,
        found.samples[i],
        found.width[i],
        found.lambda[i],
        found.excessError[i],
        found.computeExponent[i],
      ].map((value) => short(value ?? 0)),
    ),
  );
