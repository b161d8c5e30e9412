// Single columns of a table.
import { RidgelawError, readCsv } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import { ofFile } from "../file_error.ts";
import { readText } from "../platform.ts";
import { columnName, tableOptions } from "./table_options.ts";

/** The columns of these names (from 1 without a header), each as numbers; a column may be asked for twice. */
export async function readNumericColumns(
  path: string,
  names: readonly string[],
  args: Arguments,
): Promise<Float64Array[]> {
  return numericColumns({ path, text: await readText(path) }, names, args);
}

/** A file that has been read. */
export interface TextFile {
  path: string;
  text: string;
}

/** The same of text that has been read. */
export function numericColumns(
  { path, text }: TextFile,
  names: readonly string[],
  args: Arguments,
): Float64Array[] {
  const named = names.map((name) => columnName(name, args));
  const columns = [...new Set(named)];
  const options = { ...tableOptions(path, args), columns };
  const { X } = ofFile(path, () => readCsv(text, options), ofNames);
  const column = (name: string) => {
    const j = columns.indexOf(name);
    return Float64Array.from({ length: X.rows }, (_, i) => X.data[i * X.columns + j] as number);
  };
  return named.map(column);
}

const ofNames = ({ message }: Error) => message.replace(/^columns names/, "an option names");

/** One of them. */
export const numericColumn = (file: TextFile, name: string, args: Arguments): Float64Array =>
  numericColumns(file, [name], args)[0] as Float64Array;

/** The cells of a column as they are written; `numbers` is another that surely holds numbers. None where a name is of no column. */
export function textColumn(
  { path, text }: TextFile,
  { name, numbers }: { name: string; numbers: string },
  args: Arguments,
): readonly string[] | undefined {
  const [target, beside] = [columnName(name, args), columnName(numbers, args)];
  const options = { ...tableOptions(path, args), columns: [beside], target, labels: true };
  try {
    return readCsv(text, options).y as string[];
  } catch (error) {
    if (error instanceof RidgelawError) return undefined;
    throw error;
  }
}
