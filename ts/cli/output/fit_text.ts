// What `ridgelaw fit` tells people.
import type { CorrelatedRows } from "../input/correlation.ts";
import { describeKernel } from "../input/kernel.ts";
import type { FitReport, StreamReport } from "./fit_report.ts";
import { count, counted, list, short } from "./text.ts";

const chosen = {
  given: "as given",
  loo: "best by leave-one-out",
  gcv: "best by GCV",
  corrGcv: "best by CorrGCV",
};

type AnyReport = FitReport | StreamReport;

/** The report as text. */
export function fitText(report: AnyReport, saved: string | undefined): string {
  const parts = [head(report), estimates(report)];
  if (report.coefficients) parts.push(coefficients(report));
  if (report.status === "ReducedAccuracy") parts.push(warning(report));
  if (saved !== undefined) parts.push(`The model is in ${saved}.`);
  return `${parts.join("\n\n")}\n`;
}

/** What the rounding of the data leaves uncertain. */
function warning({ features, coefficients = [], coefficientErrors, ...rest }: AnyReport): string {
  if ("streamed" in rest) {
    return "Warning: sums over rows leave fewer than six digits at this lambda; use a larger one, or fit without --stream.";
  }
  if (!coefficientErrors) {
    return "Warning: lambda is lost in the rounding of the kernel matrix; few digits are right.";
  }
  const vague = features.filter((_, j) => {
    const [values, errors] = [coefficients[j] ?? 0, coefficientErrors[j] ?? 0].map((x) =>
      [x].flat(),
    );
    return errors?.some((error, k) => error > 1e-6 * Math.abs(values?.[k] ?? 0));
  });
  const names = vague.slice(0, 8).join(", ");
  return `Warning: numbers as doubles do not determine the coefficients of ${names} to six digits (coefficientErrors in --json).`;
}

function head(report: AnyReport): string {
  const { samples, features, kernel, fitIntercept, standardized, classes, targets } = report;
  const intercept = fitIntercept ? "with intercept" : "no intercept";
  const size = `${counted(samples, "sample")}, ${counted(features.length, "feature")}${standardized ? ", standardized" : ""}`;
  const target = classes ? `${targets[0]} in ${classes.length} classes` : targets.join(", ");
  return `${target}: ${size}, ${describeKernel(kernel)}, ${intercept}`;
}

function estimates(report: AnyReport): string {
  const rows: [string, string][] = [
    ["lambda", `${short(report.lambda)} (${chosen[report.lambdaBy]})`],
    ["kappa", `${short(report.kappa)} (lambda renormalized; S = ${short(report.sTransform)})`],
    ["degrees of freedom", `df1 ${short(report.df1)}, df2 ${short(report.df2)}`],
    ["training error", short(report.trainError)],
    ...leaveOneOut(report),
    ["GCV", short(report.gcv)],
    ["noise variance", `at most about ${short(report.noise)}`],
  ];
  const { test, correlatedRows } = report;
  if (correlatedRows) rows.push(...correlatedText(correlatedRows));
  if (test) rows.push(["test error", `${short(test.testError)} (${count(test.samples)} samples)`]);
  if (test?.classificationError !== undefined) {
    rows.push(["test classes wrong", `${short(100 * test.classificationError)} %`]);
  }
  return list(rows);
}

function correlatedText({ correlation, corrGcv }: CorrelatedRows): [string, string][] {
  const { kind, standardError, ...parameters } = correlation;
  const fitted = standardError === undefined ? "" : ` ± ${short(standardError)}, fitted`;
  const [[name, value] = ["", 0]] = Object.entries(parameters);
  return [
    ["correlation of rows", `${kind}, ${name} ${short(value)}${fitted}`],
    ["CorrGCV", `${short(corrGcv)} (leave-one-out and GCV take rows for independent)`],
  ];
}

function leaveOneOut({ looError, looStandardError }: AnyReport): [string, string][] {
  if (looError === undefined || looStandardError === undefined) return [];
  return [["leave-one-out error", `${short(looError)} ± ${short(looStandardError)}`]];
}

const shown = 40;

function coefficients({
  features,
  coefficients: rows = [],
  intercept,
  targets,
  classes,
}: AnyReport) {
  const columns = classes ?? targets;
  const title = columns.length > 1 ? `Coefficients of ${columns.join(", ")}` : "Coefficients";
  const line = (values: number | number[]) => [values].flat().map(String).join("  ");
  const all: [string, string][] = [
    ["(intercept)", line(intercept)],
    ...features.map((name, j): [string, string] => [name, line(rows[j] ?? 0)]),
  ];
  const more = all.length - shown;
  const end = more > 0 ? `\n  … and ${count(more)} more: see --json` : "";
  return `${title}\n${list(all.slice(0, shown))}${end}`;
}
