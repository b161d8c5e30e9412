// Arrays as numpy.save writes them.
import { RidgelawError } from "../bridge/errors.ts";
import type { Matrix } from "./matrix.ts";

type Read = (view: DataView, at: number, little: boolean) => number | bigint;

/** How one number of each type is read, and how many bytes it takes. */
const types: Readonly<Record<string, { bytes: number; read: Read }>> = {
  f8: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  f4: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  i8: { bytes: 8, read: (view, at, little) => view.getBigInt64(at, little) },
  i4: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  i2: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  i1: { bytes: 1, read: (view, at) => view.getInt8(at) },
  u8: { bytes: 8, read: (view, at, little) => view.getBigUint64(at, little) },
  u4: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
  u2: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  u1: { bytes: 1, read: (view, at) => view.getUint8(at) },
  b1: { bytes: 1, read: (view, at) => view.getUint8(at) },
};

export interface Header {
  type: { bytes: number; read: Read };
  little: boolean;
  fortran: boolean;
  rows: number;
  columns: number;
  /** Where the numbers begin. */
  start: number;
}

const magic = "\x93NUMPY";

/**
 * Reads an array of one or two dimensions (one becomes a single column) of float64, float32, integers or booleans,
 * of either byte order, in C or Fortran order; formats 1 to 3.
 *
 * @throws RidgelawError `NotNpy` for anything that is no whole .npy file, `Unsupported` for other types and dimensions,
 * `Empty`, and `NotFinite` and `OutOfRange` for numbers that a finite double cannot hold.
 */
export function readNpy(bytes: ArrayBuffer | Uint8Array): Matrix {
  const view = viewOf(bytes);
  const header = readHeader(view);
  const needed = header.rows * header.columns * header.type.bytes;
  const found = view.byteLength - header.start;
  if (found !== needed) {
    throw notNpy(`it holds ${found} bytes of numbers where its shape needs ${needed}`);
  }
  if (needed === 0) throw new RidgelawError("Empty", "bytes", "the array is empty");
  return readNumbers(view, header);
}

export function viewOf(bytes: unknown): DataView {
  if (bytes instanceof ArrayBuffer) return new DataView(bytes);
  if (bytes instanceof Uint8Array) {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  throw new RidgelawError("WrongType", "bytes", "bytes must be an ArrayBuffer or a Uint8Array");
}

export const notNpy = (why: string) =>
  new RidgelawError("NotNpy", "bytes", `the file is no .npy file: ${why}`);

export const unsupported = (what: string) => new RidgelawError("Unsupported", "bytes", what);

export function readHeader(view: DataView): Header {
  const lead = latin1(view, 0, 6);
  if (lead !== magic) throw notNpy("it does not begin as one");
  const version = view.byteLength > 6 ? view.getUint8(6) : 0;
  if (version < 1 || version > 3) throw notNpy(`its format ${version} is not known`);
  const at = version === 1 ? 10 : 12;
  if (view.byteLength < at) throw notNpy("it ends within its header");
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (view.byteLength < at + length) throw notNpy("it ends within its header");
  return { ...parseHeader(latin1(view, at, length)), start: at + length };
}

function latin1(view: DataView, start: number, length: number): string {
  const end = Math.min(start + length, view.byteLength);
  const bytes = new Uint8Array(view.buffer, view.byteOffset + start, end - start);
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}

/** Reads `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`. */
function parseHeader(text: string): Omit<Header, "start"> {
  const descr = /'descr':\s*(?:'([^']*)'|(\[))/.exec(text);
  const fortran = /'fortran_order':\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape':\s*\(([\d\s,]*)\)/.exec(text)?.[1];
  if (!descr || !fortran || shape === undefined) throw notNpy("its header cannot be read");
  const [, code = "a record"] = descr;
  const name = code.slice(1);
  const type = /^[<>|=]/.test(code) && Object.hasOwn(types, name) ? types[name] : undefined;
  if (!type) throw unsupported(`an array of type ${code} is not one of numbers that can be read`);
  return { type, little: code[0] !== ">", fortran: fortran === "True", ...toShape(shape) };
}

function toShape(text: string): { rows: number; columns: number } {
  const sizes = text.split(",").flatMap((part) => (part.trim() ? [Number(part)] : []));
  const [rows = 0, columns = 1] = sizes;
  if (sizes.length === 1 || sizes.length === 2) return { rows, columns };
  throw unsupported(`an array of ${sizes.length} dimensions is neither a list nor a matrix`);
}

export function readNumbers(view: DataView, header: Header): Matrix {
  const { type, little, fortran, rows, columns, start } = header;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const place = fortran ? j * rows + i : i * columns + j;
      const value = type.read(view, start + place * type.bytes, little);
      data[i * columns + j] = toDouble(value, i, j);
    }
  }
  return { data, rows, columns };
}

function toDouble(value: number | bigint, row: number, column: number): number {
  const double = Number(value);
  const place = `bytes[${row}][${column}]`;
  if (!Number.isFinite(double)) {
    throw new RidgelawError("NotFinite", place, `${place} must be a finite number, not ${value}`);
  }
  if (typeof value === "bigint" && !Number.isSafeInteger(double)) {
    const message = `${place} must be a whole number that a double holds exactly, not ${value}`;
    throw new RidgelawError("OutOfRange", place, message);
  }
  return double;
}
