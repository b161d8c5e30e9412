// Tables of runs: sizes and losses, completed by C = 6 N D.
import type { LawKind, Runs } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import { Misuse } from "../fail.ts";
import { nameOf, readText } from "../platform.ts";
import { numericColumn } from "./columns.ts";
import { columnNames, isSize } from "./run_columns.ts";
import { readSizes } from "./written_sizes.ts";

type Columns = Record<string, Float64Array>;

/** The runs of a file for a law. */
export async function readRuns(path: string, law: LawKind, args: Arguments): Promise<Runs> {
  const text = await readText(path);
  if (text.trim() === "") throw new Misuse(`${nameOf(path)} is empty`);
  const file = { path, text };
  const columns: Columns = {};
  const names = columnNames(text, law, args);
  for (const [role, name] of Object.entries(names)) {
    columns[role] = isSize(role)
      ? readSizes(file, [name, names.loss], args)
      : numericColumn(file, name, args);
  }
  return withoutHighest(args.number("without-highest") ?? 0, completed(columns)) as unknown as Runs;
}

/** N and D from one of them and C = 6 N D. */
function completed({ compute, ...rest }: Columns): Columns {
  if (!compute) return rest;
  const known = (rest["parameters"] ?? rest["samples"]) as Float64Array;
  const other = compute.map((c, i) => c / (6 * (known[i] as number)));
  return { ...rest, [rest["parameters"] ? "samples" : "parameters"]: other };
}

/** Without the runs of highest loss, which training that failed has. */
function withoutHighest(count: number, columns: Columns): Columns {
  const loss = columns["loss"] as Float64Array;
  if (count === 0) return columns;
  if (!(Number.isInteger(count) && count > 0 && count < loss.length)) {
    throw new Misuse(
      `--without-highest must be a whole number below ${loss.length}, the number of runs`,
    );
  }
  const order = [...loss.keys()].sort((i, j) => (loss[j] as number) - (loss[i] as number));
  const left = new Set(order.slice(0, count));
  return Object.fromEntries(
    Object.entries(columns).map(([role, column]) => [role, column.filter((_, i) => !left.has(i))]),
  );
}
