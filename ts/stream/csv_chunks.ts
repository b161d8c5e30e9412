// A table of any length, a piece at a time.
import { RidgelawError } from "../bridge/errors.ts";
import { type Selection, selectColumns } from "../data/csv/columns.ts";
import type { Delimiter } from "../data/csv/options.ts";
import { detectDelimiter, forEachRow, lineAt } from "../data/csv/rows.ts";
import { type CsvOptions, checkArguments, type LabelledTable, TableReader } from "../data/csv.ts";
import type { Labels, Matrix } from "../data/matrix.ts";
import { type ByteSource, piecesOf } from "./bytes.ts";

/** Rows of a table with their targets. */
export interface CsvChunk {
  X: Matrix;
  y: Float64Array | Labels | Matrix;
  features: string[];
  targets: string[];
}

/** No row is longer than this; a quote that does not close would else take all that follows into memory. */
const longestRow = 64e6;

/**
 * Reads a table piece by piece, as `readCsv` reads it whole: the same options, checks and messages.
 *
 * @param bytes UTF-8: a file's stream, a response's body
 * @throws RidgelawError as `readCsv` does, when the row at fault is reached
 */
export async function* csvChunks(
  bytes: ByteSource,
  options: CsvOptions & { target: NonNullable<CsvOptions["target"]> },
): AsyncGenerator<CsvChunk> {
  checkArguments("", options);
  if (options.target === undefined) {
    throw new RidgelawError("Missing", "target", "target is needed: the column to predict");
  }
  const table = new PieceReader(options);
  for await (const text of wholeRows(bytes)) {
    const chunk = table.read(text);
    if (chunk) yield chunk;
  }
  table.end();
}

/** Text that ends with a row's end, except perhaps the last. Line ends are line feeds. */
async function* wholeRows(bytes: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const piece of piecesOf(bytes)) {
    rest += decode(() => decoder.decode(piece, { stream: true }));
    // A carriage return at the end may have its line feed in the next piece.
    const text = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
    const end = lastRowEnd(text);
    if (end === 0 && text.length > longestRow) throw tooLong();
    if (end > 0) yield text.slice(0, end).replace(/\r\n?/g, "\n");
    rest = rest.slice(end);
  }
  rest += decode(() => decoder.decode());
  if (rest !== "") yield rest.replace(/\r\n?/g, "\n");
}

function decode(run: () => string): string {
  try {
    return run();
  } catch (cause) {
    throw new RidgelawError("NotCsv", "bytes", "bytes are not text in UTF-8", { cause });
  }
}

const tooLong = () =>
  new RidgelawError("NotCsv", "bytes", "a row does not end within 64 MB: a quote is not closed");

/** Where the last row of a text that begins with a row ends: after a line end outside quotes. */
function lastRowEnd(text: string): number {
  const last = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
  if (!text.includes('"')) return last;
  let end = 0;
  let quoted = false;
  for (let i = 0; i < last; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    else if (!quoted && (code === 10 || code === 13)) end = i + 1;
  }
  return end;
}

/** Reads pieces with one selection of columns; lines are counted through all of them. */
class PieceReader {
  readonly #options: CsvOptions;
  #delimiter: Delimiter | undefined;
  #selection: Selection | undefined;
  #labels: boolean | undefined;
  #lines = 0;
  #rows = 0;

  constructor(options: CsvOptions) {
    this.#options = options;
    this.#delimiter = options.delimiter;
    this.#labels = options.labels;
  }

  read(text: string): CsvChunk | undefined {
    if (text.includes("\0")) {
      throw new RidgelawError("NotCsv", "bytes", "bytes are no CSV: they hold binary data");
    }
    try {
      return this.#read(text);
    } catch (error) {
      throw movedBy(this.#lines, error);
    } finally {
      this.#lines += lineAt(text, text.length) - 1;
    }
  }

  #read(text: string): CsvChunk | undefined {
    this.#delimiter ??= detectDelimiter(text);
    let reader: TableReader | undefined;
    forEachRow(text, this.#delimiter, (row) => {
      const isFirst = !this.#selection;
      this.#selection ??= selectColumns(row.cells, this.#options);
      reader ??= new TableReader(text, this.#selection, this.#readOptions());
      if (!isFirst || this.#options.header === false) reader.take(row);
    });
    if (!reader || reader.rows === 0) return undefined;
    this.#rows += reader.rows;
    const { X, y, features, targets } = reader.table() as LabelledTable;
    this.#labels ??= Array.isArray(y);
    return { X, y, features, targets };
  }

  /** What the first rows hold, all must. */
  #readOptions(): CsvOptions {
    return this.#labels === undefined ? this.#options : { ...this.#options, labels: this.#labels };
  }

  end(): void {
    if (this.#rows > 0) return;
    const what = this.#selection ? "the table has a header and no rows" : "the table is empty";
    throw new RidgelawError("Empty", "bytes", what);
  }
}

/** The same error with its line counted from the beginning. */
function movedBy(lines: number, error: unknown): unknown {
  if (!(error instanceof RidgelawError) || lines === 0) return error;
  const move = (text: string) =>
    text.replace(/^line (\d+)/, (_, line: string) => `line ${Number(line) + lines}`);
  return new RidgelawError(error.code, move(error.argument), move(error.message), {
    cause: error,
  });
}
