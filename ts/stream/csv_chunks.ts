// A table of any length, a piece at a time.
import { accumulation } from "../bridge/cores/accumulation.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { requireOptions } from "../bridge/options.ts";
import { type Selection, selectColumns } from "../data/csv/columns.ts";
import type { Delimiter } from "../data/csv/options.ts";
import { detectDelimiter, forEachRow, lineAt } from "../data/csv/rows.ts";
import { type CsvOptions, checkArguments, type LabelledTable, TableReader } from "../data/csv.ts";
import type { Labels, Matrix } from "../data/matrix.ts";
import { Pool, type PoolOptions } from "../workers/pool.ts";
import type { ByteSource } from "./bytes.ts";
import { layoutOf, type Plain, type PlainLayout, type PlainRows, plainRows } from "./plain_rows.ts";
import { type OnPool, onPool } from "./rows.ts";
import { wholeRows } from "./text_rows.ts";

/** Rows of a table with their targets. */
export interface CsvChunk {
  X: Matrix;
  y: Float64Array | Labels | Matrix;
  features: string[];
  targets: string[];
}

/** Workers are none where absent; `accumulate` and `fitRows` read on theirs. */
export type CsvChunkOptions = CsvOptions &
  PoolOptions & { target: NonNullable<CsvOptions["target"]> };

/** Characters that one call of a worker reads at least. */
const callText = 2 ** 20;

/** Texts that wait for each worker beyond the one at hand. */
const ahead = 1;

/**
 * Reads a table piece by piece, as `readCsv` reads it whole: the same options, checks and messages. Pieces end where rows
 * do; numbers in them are read on workers where there are any, and chunks come in the order of rows.
 *
 * @param bytes UTF-8: a file's stream, a response's body
 * @throws RidgelawError as `readCsv` does, when the row at fault is reached
 */
export function csvChunks(
  bytes: ByteSource,
  given: CsvChunkOptions,
): AsyncGenerator<CsvChunk> & OnPool {
  const { workers, createWorker, ...options } = requireOptions(given);
  let begun = false;
  async function* here(): AsyncGenerator<CsvChunk> {
    begun = true;
    yield* workers
      ? chunksOnWorkers(bytes, options, { workers, createWorker })
      : chunksHere(bytes, options);
  }
  // What was begun goes on as it is, and a choice of workers stays.
  const there = (pool: Pool) =>
    begun || workers !== undefined ? undefined : chunksOn(pool, bytes, options);
  return Object.assign(here(), { [onPool]: there });
}

async function* chunksHere(bytes: ByteSource, options: CsvOptions): AsyncGenerator<CsvChunk> {
  const table = new PieceReader(options);
  for await (const text of wholeRows(bytes, 0)) {
    const layout = table.layout(text);
    const plain = layout && accumulation.verb<PlainRows>(plainRows, { text, ...layout });
    const chunk = table.read(text, plain);
    if (chunk) yield chunk;
  }
  table.end();
}

async function* chunksOnWorkers(
  bytes: ByteSource,
  options: CsvOptions,
  where: PoolOptions,
): AsyncGenerator<CsvChunk> {
  const pool = await Pool.open(accumulation, where, Number.POSITIVE_INFINITY);
  try {
    yield* chunksOn(pool, bytes, options);
  } finally {
    await pool.close();
  }
}

/** Few texts are in memory at a time. */
async function* chunksOn(
  pool: Pool,
  bytes: ByteSource,
  options: CsvOptions,
): AsyncGenerator<CsvChunk> {
  const table = new PieceReader(options);
  const asked: (() => Promise<CsvChunk | undefined>)[] = [];
  for await (const text of wholeRows(bytes, callText)) {
    asked.push(ask(pool, table, text));
    // What the first rows tell must be known before the second are asked for.
    if (!table.isKnown || asked.length > (1 + ahead) * pool.size) {
      const chunk = await asked.shift()?.();
      if (chunk) yield chunk;
    }
  }
  for (const answer of asked) {
    const chunk = await answer();
    if (chunk) yield chunk;
  }
  table.end();
}

/** Asks for the numbers of a text now, and makes a chunk of them in its turn. */
function ask(pool: Pool, table: PieceReader, text: string): () => Promise<CsvChunk | undefined> {
  const layout = table.layout(text);
  if (!layout) return async () => table.read(text, undefined);
  const answer = pool.call(plainRows, { text, ...layout }) as Promise<PlainRows>;
  // It is awaited later.
  answer.catch(() => {});
  return async () => table.read(text, await answer);
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
    checkArguments("", options);
    if (options.target === undefined) {
      throw new RidgelawError("Missing", "target", "target is needed: the column to predict");
    }
    this.#options = options;
    this.#delimiter = options.delimiter;
    this.#labels = options.labels;
  }

  /** Whether the first rows have told which columns there are, and what the target is. */
  get isKnown(): boolean {
    return this.#selection !== undefined && this.#labels !== undefined;
  }

  /** Where a text's numbers and labels stand, if it may hold nothing else. */
  layout(text: string): PlainLayout | undefined {
    if (!this.#selection || !this.#delimiter || this.#labels === undefined) return undefined;
    return text.includes('"') || text.includes("\0")
      ? undefined
      : layoutOf(this.#selection, this.#delimiter, this.#labels);
  }

  /** The next text; its numbers, if they are read already. */
  read(text: string, plain: PlainRows | undefined): CsvChunk | undefined {
    if (text.includes("\0")) {
      throw new RidgelawError("NotCsv", "bytes", "bytes are no CSV: they hold binary data");
    }
    try {
      return plain?.rows === undefined ? this.#parse(text) : this.#take(plain);
    } catch (error) {
      throw movedBy(this.#lines, error);
    } finally {
      this.#lines += lineAt(text, text.length) - 1;
    }
  }

  #take({ rows, X, y, labels, names }: Plain): CsvChunk | undefined {
    const { features, targets } = this.#selection as Selection;
    if (rows === 0) return undefined;
    this.#rows += rows;
    const several = { data: y, rows, columns: targets.length };
    const numbers = targets.length === 1 ? y : several;
    return {
      X: { data: X, rows, columns: features.length },
      y: this.#labels ? Array.from(labels, (place) => names[place] as string) : numbers,
      features: features.map(({ name }) => name),
      targets: targets.map(({ name }) => name),
    };
  }

  #parse(text: string): CsvChunk | undefined {
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
