// Tables of runs: which columns hold sizes and losses, and sizes as people write them.
import { type LawKind, RidgelawError, type Runs, readCsv } from "ridgelaw";
import type { Arguments } from "./arguments.ts";
import { numericColumns, type TextFile } from "./columns.ts";
import type { Options } from "./command.ts";
import { Misuse } from "./fail.ts";
import { readText } from "./platform.ts";

export const columnOptions: Options = {
  size: { type: "string", value: "NAME", help: "the column of the size, for one variable" },
  parameters: { type: "string", value: "NAME", help: "the column of the parameters N" },
  samples: { type: "string", value: "NAME", help: "the column of the samples or tokens D" },
  compute: {
    type: "string",
    value: "NAME",
    help: "the column of C = 6 N D, in place of parameters or samples",
  },
  loss: { type: "string", value: "NAME", help: "the column of the loss or error (loss)" },
  weights: { type: "string", value: "NAME", help: "the column of weights" },
  errors: { type: "string", value: "NAME", help: "the column of the losses' standard errors" },
  "without-highest": {
    type: "string",
    value: "NUMBER",
    help: "leave out so many runs of the highest loss",
  },
};

const sizes = ["size", "parameters", "samples", "compute"] as const;

/** The names that columns of runs usually have, without case, spaces and signs. */
const usual: Readonly<Record<string, RegExp>> = {
  parameters: /^(n|(n|num|model|total)?(params?|parameters)(count)?|modelsize)$/,
  samples: /^(d|(n|num|training|train|total)?(tokens|samples|examples)(seen)?|datasetsize)$/,
  compute: /^(c|(training|train|total)?(flops?|compute)s?)$/,
  loss: /^(l|(final|test|validation|val|eval|training|train)?loss)$/,
};

export const isOfTwo = (law: LawKind): boolean => law === "chinchilla" || law === "kaplan";

type Columns = Record<string, Float64Array>;

/** The runs of a file for a law. */
export async function readRuns(path: string, law: LawKind, args: Arguments): Promise<Runs> {
  const file = { path, text: await readText(path) };
  const columns: Columns = {};
  const names = columnNames(file, law, args);
  for (const [role, name] of Object.entries(names)) {
    const mayHaveUnits = sizes.some((size) => size === role);
    columns[role] = mayHaveUnits
      ? readSizes(file, [name, names.loss], args)
      : onlyColumn(file, name, args);
  }
  return withoutHighest(args.number("without-highest") ?? 0, completed(columns)) as unknown as Runs;
}

/** Roles and the names of their columns: as told, and otherwise as they usually are. */
function columnNames({ text }: TextFile, law: LawKind, args: Arguments) {
  const roles = [...sizes, "weights", "errors"].filter((role) => args.has(role));
  const names = Object.fromEntries(roles.map((role) => [role, args.text(role) as string]));
  const header = args.flag("no-header") ? [] : headerOf(text);
  const guess = (role: string) => {
    const fitting = header.filter((name) => usual[role]?.test(plain(name)));
    return fitting.length === 1 ? fitting[0] : undefined;
  };
  const find = (role: string) => {
    const name = guess(role);
    if (name !== undefined) names[role] ??= name;
  };
  if (isOfTwo(law) && !("size" in names)) {
    if (!("samples" in names && "compute" in names)) find("parameters");
    if (!("compute" in names)) find("samples");
    if (!("parameters" in names && "samples" in names)) find("compute");
  }
  checkColumns(law, Object.keys(names));
  return { ...names, loss: args.text("loss") ?? guess("loss") ?? "loss" };
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The cells of the first line; for a guess alone, since `readCsv` reads the table. */
function headerOf(text: string): string[] {
  const line = text.replace(/^\uFEFF/, "").split(/\r?\n|\r/, 1)[0] ?? "";
  return line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

const written = /^\s*(\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?)\s*([kKmMbBgGtT])\s*$/;
const factors: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9, g: 1e9, t: 1e12 };

const onlyColumn = (file: TextFile, name: string, args: Arguments) =>
  numericColumns(file, [name], args)[0] as Float64Array;

/** A column of sizes as numbers, also written as 70M or 1.4B; the loss is a column that surely holds numbers. */
function readSizes(file: TextFile, [name, loss]: readonly [string, string], args: Arguments) {
  try {
    return onlyColumn(file, name, args);
  } catch (error) {
    const cells = cellsOf(file, [name, loss], args);
    if (!cells) throw error;
    return Float64Array.from(cells, (cell) => {
      const [, digits, unit = ""] = written.exec(cell) ?? [];
      const value = Number((digits ?? cell).replaceAll("_", ""));
      if (cell.trim() === "" || !Number.isFinite(value)) throw error;
      return value * (factors[unit.toLowerCase()] ?? 1);
    });
  }
}

function cellsOf({ path, text }: TextFile, names: readonly string[], args: Arguments) {
  const noHeader = args.flag("no-header");
  const columnOf = (name = "") => (noHeader && /^\d+$/.test(name) ? `column${name}` : name);
  try {
    const { y } = readCsv(text, {
      columns: [columnOf(names[1])],
      target: columnOf(names[0]),
      labels: true,
      ...(noHeader && { header: false }),
      ...(/\.tsv$/i.test(path) && { delimiter: "\t" as const }),
    });
    return y as string[];
  } catch (error) {
    if (error instanceof RidgelawError) return undefined;
    throw error;
  }
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

function checkColumns(law: LawKind, given: readonly string[]): void {
  const has = (name: string) => given.includes(name);
  if (!isOfTwo(law)) {
    if (!has("size")) throw new Misuse(`--size NAME is needed: the column of the size for ${law}`);
    const stray = ["parameters", "samples", "compute"].find(has);
    if (stray) throw new Misuse(`--${stray} has no meaning for ${law}, a law of one variable`);
    return;
  }
  if (has("size")) throw new Misuse(`--size has no meaning for ${law}, a law of two variables`);
  const two = ["parameters", "samples", "compute"].filter(has);
  if (two.length === 3)
    throw new Misuse("--compute has no meaning beside --parameters and --samples");
  if (two.length < 2) {
    throw new Misuse(
      `--parameters NAME and --samples NAME are needed for ${law}, or --compute for one`,
    );
  }
}
