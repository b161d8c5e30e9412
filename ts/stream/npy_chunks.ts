// Arrays of any length as numpy.save writes them, some rows at a time.
import { RidgelawError } from "../bridge/errors.ts";
import { type Matrix, type MatrixLike, type NumbersLike, toTargets } from "../data/matrix.ts";
import { type Header, notNpy, readHeader, readNumbers, unsupported } from "../data/npy.ts";
import { type ByteSource, piecesOf } from "./bytes.ts";

/** Headers are padded to 64 bytes; those of format 1 end within this. */
const longestHeader = 2 ** 17;

/**
 * Reads an array row by row, as `readNpy` reads it whole; in C order, since rows of a Fortran-ordered array are spread
 * over all of it.
 */
export async function* npyRows(bytes: ByteSource): AsyncGenerator<Matrix> {
  const reader = new RowReader();
  for await (const piece of piecesOf(bytes)) {
    const rows = reader.take(piece);
    if (rows) yield rows;
  }
  reader.end();
}

/** Takes pieces of a file and gives the rows that are whole. */
class RowReader {
  #rest = new Uint8Array(0);
  #header: Header | undefined;
  #rows = 0;

  take(piece: Uint8Array): Matrix | undefined {
    this.#rest = joined(this.#rest, piece);
    const header = this.#readHeader();
    if (!header) return undefined;
    const width = header.columns * header.type.bytes;
    const count = width > 0 ? Math.floor(this.#rest.length / width) : 0;
    if (count === 0) return undefined;
    if (this.#rows + count > header.rows) throw notNpy("it is longer than its shape needs");
    const some = { ...header, fortran: false, rows: count };
    const matrix = numbers(this.#rest, some, this.#rows);
    this.#rows += count;
    this.#rest = this.#rest.subarray(count * width);
    return matrix;
  }

  #readHeader(): Header | undefined {
    if (this.#header) return this.#header;
    const header = tryHeader(this.#rest);
    if (!header) return undefined;
    if (header.fortran && header.columns > 1 && header.rows > 1) throw fortran();
    this.#rest = this.#rest.subarray(header.start);
    this.#header = header;
    return header;
  }

  end(): void {
    if (!this.#header) throw notNpy("it ends within its header");
    if (this.#rest.length > 0 || this.#rows !== this.#header.rows) {
      throw notNpy(`it ends after ${this.#rows} of ${this.#header.rows} rows`);
    }
    if (this.#rows === 0) throw new RidgelawError("Empty", "bytes", "the array is empty");
  }
}

const fortran = () =>
  unsupported(
    "an array in Fortran order cannot be read row by row; write numpy.ascontiguousarray(a) instead",
  );

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The header, once it is whole. */
function tryHeader(bytes: Uint8Array): Header | undefined {
  const isCutShort = mayBegin(bytes) && bytes.length < Math.min(headerEnd(bytes), longestHeader);
  return isCutShort ? undefined : readHeader(viewOf(bytes));
}

/** Where the header ends: its length is in 2 bytes of format 1, in 4 of others. */
function headerEnd(bytes: Uint8Array): number {
  if (bytes.length < 12) return 12;
  const view = viewOf(bytes);
  return view.getUint8(6) === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
}

/** Whether what is there agrees with the first bytes of every .npy file. */
const mayBegin = (bytes: Uint8Array) =>
  [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, i) => i >= bytes.length || bytes[i] === byte);

/** Numbers of some rows; an error in one names its row in the whole array. */
function numbers(bytes: Uint8Array, header: Header, before: number): Matrix {
  try {
    return readNumbers(viewOf(bytes), { ...header, start: 0 });
  } catch (error) {
    if (!(error instanceof RidgelawError)) throw error;
    const move = (text: string) =>
      text.replace(/^bytes\[(\d+)\]/, (_, row: string) => `bytes[${Number(row) + before}]`);
    throw new RidgelawError(error.code, move(error.argument), move(error.message), {
      cause: error,
    });
  }
}

/** Features from one array, targets from another or from memory. */
export async function* npyChunks(
  X: ByteSource,
  y: ByteSource | NumbersLike | MatrixLike,
): AsyncGenerator<{ X: Matrix; y: Matrix }> {
  const targets = new Queue(isInMemory(y) ? once(toTargets("y", y)) : npyRows(y));
  let rows = 0;
  try {
    for await (const features of npyRows(X)) {
      rows += features.rows;
      yield { X: features, y: await targets.take(features.rows, rows) };
    }
    await targets.requireEnd(rows);
  } finally {
    await targets.close();
  }
}

const isInMemory = (y: unknown): y is NumbersLike | MatrixLike =>
  (ArrayBuffer.isView(y) && !(y instanceof DataView)) ||
  (Array.isArray(y) && !(y[0] instanceof Uint8Array)) ||
  (typeof y === "object" && y !== null && "data" in y && "rows" in y);

async function* once(matrix: Matrix): AsyncGenerator<Matrix> {
  yield matrix;
}

/** Rows in the order they came, in other portions. */
class Queue {
  readonly #source: AsyncGenerator<Matrix>;
  #rest: Matrix | undefined;

  constructor(source: AsyncGenerator<Matrix>) {
    this.#source = source;
  }

  /** The next `count` rows; `wanted` of all are asked for by then. */
  async take(count: number, wanted: number): Promise<Matrix> {
    const parts: Float64Array[] = [];
    let columns = 1;
    for (let missing = count; missing > 0; ) {
      const part = await this.#next(`y has fewer rows than X, which has ${wanted} or more`);
      columns = part.columns;
      const taken = Math.min(missing, part.rows);
      parts.push(part.data.subarray(0, taken * columns));
      missing -= taken;
      const rows = part.rows - taken;
      this.#rest =
        rows > 0 ? { data: part.data.subarray(taken * columns), rows, columns } : undefined;
    }
    const data = new Float64Array(count * columns);
    parts.reduce((at, part) => {
      data.set(part, at);
      return at + part.length;
    }, 0);
    return { data, rows: count, columns };
  }

  async #next(message: string): Promise<Matrix> {
    if (this.#rest) return this.#rest;
    const { done, value } = await this.#source.next();
    if (done) throw new RidgelawError("ShapeMismatch", "y", message);
    return value;
  }

  async requireEnd(rows: number): Promise<void> {
    const more = this.#rest !== undefined || !(await this.#source.next()).done;
    if (!more) return;
    throw new RidgelawError("ShapeMismatch", "y", `y has more rows than X, which has ${rows}`);
  }

  async close(): Promise<void> {
    await this.#source.return(undefined);
  }
}
