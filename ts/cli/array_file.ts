// Signals, images and activations in files of their own.
import { type Matrix, RidgelawError, readCsv, readNpy } from "ridgelaw";
import type { Arguments } from "./arguments.ts";
import { readNumericColumns } from "./columns.ts";
import { Misuse } from "./fail.ts";
import { nameOf, readBytes, readText } from "./platform.ts";

const isNpy = (path: string) => /\.npy$/i.test(path);

/** An array of one or two dimensions from .npy, or all columns of a CSV. */
export async function readArrayFile(path: string, args: Arguments): Promise<Matrix> {
  return isNpy(path) ? inFile(path, readNpy, await readBytes(path)) : readTable(path, args);
}

async function readTable(path: string, args: Arguments): Promise<Matrix> {
  const options = {
    ...(args.knows("no-header") && args.flag("no-header") && { header: false }),
    ...(/\.tsv$/i.test(path) && { delimiter: "\t" as const }),
  };
  return inFile(path, (text: string) => readCsv(text, options).X, await readText(path));
}

/** A signal as a row, or an image. */
export async function readSignal(path: string, args: Arguments): Promise<Matrix> {
  const column = args.text("column");
  if (isNpy(path)) {
    if (column !== undefined) throw new Misuse("--column has no meaning for a .npy file");
    return asRow(await readArrayFile(path, args));
  }
  if (column !== undefined) {
    const [data] = await readNumericColumns(path, [column], args);
    return asRow({ data: data as Float64Array, rows: data?.length ?? 0, columns: 1 });
  }
  const all = await readTable(path, args);
  if (all.columns > 1 && !args.flag("image")) {
    throw new Misuse(
      `${nameOf(path)} has ${all.columns} columns: --column NAME is needed, or --image`,
    );
  }
  return asRow(all);
}

const asRow = (matrix: Matrix): Matrix =>
  matrix.columns === 1 ? { ...matrix, rows: 1, columns: matrix.rows } : matrix;

/** What `read` makes of a file's contents; an error names the file. */
function inFile<T>(path: string, read: (contents: T) => Matrix, contents: T): Matrix {
  try {
    return read(contents);
  } catch (error) {
    if (!(error instanceof RidgelawError)) throw error;
    throw new Misuse(`${nameOf(path)}: ${error.message}`);
  }
}
