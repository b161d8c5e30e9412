// --correlation: how the rows of a table are correlated.
import {
  type CorrGcvOptions,
  type CorrGcvReport,
  corrGcv,
  type Matrix,
  type NumbersLike,
  type StationaryCorrelation,
} from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import { Misuse } from "../fail.ts";

const parameters = {
  exponential: "length",
  nearestNeighbour: "strength",
  powerLaw: "exponent",
} as const;

export const correlationOption = {
  type: "string",
  value: "KIND[:X]",
  help: "correlated rows: exponential, nearestNeighbour or powerLaw with parameter X (or fitted)",
} as const;

export type RowCorrelation = CorrGcvOptions["correlation"];

/** The correlation asked for, its parameter left out where it is to be fitted. */
export function readCorrelation(args: Arguments): RowCorrelation | undefined {
  const text = args.text("correlation");
  if (text === undefined) return undefined;
  const [kind = "", value] = text.split(":");
  if (
    !(kind in parameters) ||
    (value !== undefined && !Number.isFinite(Number.parseFloat(value)))
  ) {
    throw new Misuse(
      `--correlation takes ${Object.keys(parameters).join(", ")}, each with :X or without, not ${text}`,
    );
  }
  const known = kind as StationaryCorrelation["kind"];
  const parameter = value === undefined ? {} : { [parameters[known]]: Number(value) };
  return { kind: known, ...parameter };
}

/** What the report says of correlated rows. */
export type CorrelatedRows = Pick<
  CorrGcvReport,
  "correlation" | "lambda" | "kappa" | "kappaTilde" | "corrGcv"
>;

interface Settings {
  lambda: number | NumbersLike | "loo" | "gcv";
  intercept: boolean;
  correlation: RowCorrelation;
}

/** CorrGCV at the ridge that was given, or at the best by CorrGCV: leave-one-out and GCV choose wrongly here. */
export function correlatedRows(
  X: Matrix,
  y: Parameters<typeof corrGcv>[1],
  { lambda: asked, intercept, correlation: rows }: Settings,
): CorrelatedRows {
  const path = typeof asked === "string" ? "best" : asked;
  const found = corrGcv(X, y, { correlation: rows, lambda: path, intercept });
  const { correlation, lambda, kappa, kappaTilde, corrGcv: error } = found;
  return { correlation, lambda, kappa, kappaTilde, corrGcv: error };
}
