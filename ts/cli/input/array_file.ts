// Signals, images and activations in files of their own.
import { type Matrix, readCsv, readNpy } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import { Misuse } from "../fail.ts";
import { ofFile, ofReader } from "../file_error.ts";
import { counted } from "../output/text.ts";
import { nameOf, readBytes, readText } from "../platform.ts";
import { readNumericColumns } from "./columns.ts";
import { isNpy, tableOptions } from "./table_options.ts";

/** An array of one or two dimensions from .npy, or all columns of a CSV. */
export async function readArrayFile(path: string, args: Arguments): Promise<Matrix> {
  if (!isNpy(path)) return readTable(path, args);
  const bytes = await readBytes(path);
  return ofFile(path, () => readNpy(bytes), ofReader());
}

async function readTable(path: string, args: Arguments): Promise<Matrix> {
  const text = await readText(path);
  return ofFile(path, () => readCsv(text, tableOptions(path, args)).X, ofReader());
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
      `${nameOf(path)} has ${counted(all.columns, "column")}: --column NAME is needed, or --image`,
    );
  }
  return asRow(all);
}

const asRow = (matrix: Matrix): Matrix =>
  matrix.columns === 1 ? { ...matrix, rows: 1, columns: matrix.rows } : matrix;
