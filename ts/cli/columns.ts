// Single columns of a table.
import { RidgelawError, readCsv } from "ridgelaw";
import type { Arguments } from "./arguments.ts";
import { Misuse } from "./fail.ts";
import { nameOf, readText } from "./platform.ts";

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
  const noHeader = args.flag("no-header");
  const named = names.map((name) => (noHeader && /^\d+$/.test(name) ? `column${name}` : name));
  const columns = [...new Set(named)];
  try {
    const { X } = readCsv(text, {
      columns,
      ...(noHeader && { header: false }),
      ...(/\.tsv$/i.test(path) && { delimiter: "\t" as const }),
    });
    const column = (name: string) => {
      const j = columns.indexOf(name);
      return Float64Array.from({ length: X.rows }, (_, i) => X.data[i * X.columns + j] as number);
    };
    return named.map(column);
  } catch (error) {
    if (!(error instanceof RidgelawError)) throw error;
    throw new Misuse(
      `${nameOf(path)}: ${error.message.replace(/^columns names/, "an option names")}`,
    );
  }
}
