// Which columns of a table are features, and which are targets.
import { RidgelawError } from "../../bridge/errors.ts";
import type { ColumnName, CsvOptions } from "./options.ts";

/** A column by its position from 0, with its name. */
export interface Column {
  index: number;
  name: string;
  /** Whether that is the name in the header, not one made up. */
  isNamed: boolean;
}

/** What is read of every row. */
export interface Selection {
  /** Cells in every row. */
  width: number;
  features: Column[];
  targets: Column[];
}

/** The columns of a table, and the finding of one. */
interface Columns {
  all: Column[];
  byName: Map<string, Column>;
}

/** The columns that the options ask for, given the first row. */
export function selectColumns(first: readonly string[], options: CsvOptions): Selection {
  const columns = nameColumns(first, options.header ?? true);
  const targets = named(columns, targetList(options), "target");
  const features = featureColumns(columns, targets, options);
  if (features.length === 0) throw noFeatures(columns, options);
  return { width: columns.all.length, features, targets };
}

const targetList = ({ target = [] }: CsvOptions): readonly ColumnName[] =>
  typeof target === "object" ? target : [target];

/** Names from the header; a column without one, and every column of a table without header, is `column3`, from 1. */
function nameColumns(first: readonly string[], header: boolean): Columns {
  const byName = new Map<string, Column>();
  const all = first.map((cell, index) => {
    const isNamed = header && cell !== "";
    const name = isNamed ? cell : `column${index + 1}`;
    if (byName.has(name)) {
      const message = `line 1: two columns are named ${name}`;
      throw new RidgelawError("DuplicateColumn", "line 1", message);
    }
    const column = { index, name, isNamed };
    byName.set(name, column);
    return column;
  });
  return { all, byName };
}

/** The columns of these names, each once. */
function named(columns: Columns, names: readonly ColumnName[], argument: string): Column[] {
  const found = new Set<Column>();
  for (const name of names) {
    const column = typeof name === "number" ? columns.all.at(name) : columns.byName.get(name);
    if (!column) throw missing(columns, name, argument);
    if (found.has(column)) {
      throw new RidgelawError("Conflict", argument, `${argument} names ${column.name} twice`);
    }
    found.add(column);
  }
  return [...found];
}

function missing({ all }: Columns, name: ColumnName, argument: string): RidgelawError {
  const shown = all.slice(0, 12).map((column) => column.name);
  const more = all.length - shown.length;
  const list = shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
  const message = `${argument} names a column ${name} that is not there; there are ${list}`;
  return new RidgelawError("MissingColumn", argument, message);
}

function featureColumns(columns: Columns, targets: Column[], options: CsvOptions): Column[] {
  if (options.columns && options.ignore) {
    throw new RidgelawError("Conflict", "ignore", "ignore has no meaning beside columns");
  }
  const left = new Set(named(columns, options.columns ?? [], "columns"));
  if (options.columns) {
    const both = targets.find((target) => left.has(target));
    if (!both) return [...left];
    throw new RidgelawError("Conflict", "columns", `columns names the target ${both.name}`);
  }
  const out = new Set([...targets, ...named(columns, options.ignore ?? [], "ignore")]);
  const rest = columns.all.filter((column) => !out.has(column));
  if (options.header ?? true) requireNames(rest);
  return rest;
}

/** A column without a name is most often a row number, which would be taken for a feature. */
function requireNames(columns: readonly Column[]): void {
  const nameless = columns.find(({ isNamed }) => !isNamed);
  if (!nameless) return;
  const message = `line 1: column ${nameless.index + 1} has no name; name it, or leave it out as ${nameless.name}`;
  throw new RidgelawError("UnnamedColumn", "line 1", message);
}

function noFeatures({ all }: Columns, options: CsvOptions): RidgelawError {
  if (all.length > 1 || options.delimiter || options.ignore || options.columns) {
    return new RidgelawError("Empty", "columns", "no column is left for the features");
  }
  const message = "the text is no table: no comma, semicolon or tab parts its columns";
  return new RidgelawError("NotCsv", "text", message);
}
