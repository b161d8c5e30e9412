// Rows that come in chunks, gathered into blocks that cross to the core.
import { RidgelawError } from "../bridge/errors.ts";
import { isLabels, oneHot } from "../data/labels.ts";
import {
  type Labels,
  type Matrix,
  type MatrixLike,
  type NumbersLike,
  toMatrix,
  toTargets,
} from "../data/matrix.ts";
import type { Pool } from "../workers/pool.ts";

/** Some rows with their targets. */
export interface Chunk {
  /** Samples as rows. */
  X: MatrixLike;
  /** A number a sample, a row of targets a sample, or class labels. */
  y: NumbersLike | MatrixLike | Labels;
}

/** Chunks of any sizes, one after another; an array of them, or what reads them anew, can be passed over twice. */
export type Chunks = Iterable<Chunk> | AsyncIterable<Chunk>;

/** Chunks, or a function that opens them: a second pass then opens them again. */
export type ChunkSource = Chunks | (() => Chunks);

/** The same chunks in the same order, read on a pool; undefined where they are being read already. */
export const onPool = Symbol("chunks on a pool");

/** Chunks that workers can take a part of. */
export interface OnPool {
  [onPool]: (pool: Pool) => AsyncIterable<Chunk> | undefined;
}

/** Rows and targets as the core takes them. */
export interface Block {
  X: Matrix;
  y: Matrix;
}

/** The core adds rows in blocks of so many, counted from the first: calls that bring whole ones give the same bits. */
export const blockRows = 512;

/** Numbers that one call brings at least, so that what it costs to call does not count. */
const callNumbers = 2 ** 20;

/** Whether this can be passed over more than once. */
export const isReopenable = (source: ChunkSource): boolean =>
  typeof source === "function" || Array.isArray(source);

/** The chunks of a source, from the first. */
export const openChunks = (source: ChunkSource): Chunks =>
  requireChunks(typeof source === "function" ? source() : source);

/** Blocks of a multiple of `blockRows` rows but for the last, whatever the sizes of the chunks. */
export async function* blocksOf(
  source: ChunkSource,
  classes: readonly string[] | undefined,
  pool?: Pool,
): AsyncGenerator<Block> {
  const given = openChunks(source);
  const chunks = (pool && (given as Partial<OnPool>)[onPool]?.(pool)) ?? given;
  let gathered: Gathered | undefined;
  let index = 0;
  for await (const chunk of chunks) {
    const block = toBlock(chunk, index++, classes);
    gathered ??= new Gathered(block);
    yield* gathered.take(block, index - 1);
  }
  const rest = gathered?.rest();
  if (rest) yield rest;
}

/** The labels that there are, where they are given. */
export function requireClasses(classes: readonly string[] | undefined): void {
  if (classes === undefined || isLabels(classes)) return;
  const message = "classes must be an array of labels, at least one";
  throw new RidgelawError("WrongType", "classes", message);
}

function requireChunks(chunks: unknown): Chunks {
  const isIterable =
    typeof chunks === "object" &&
    chunks !== null &&
    !ArrayBuffer.isView(chunks) &&
    (Symbol.iterator in chunks || Symbol.asyncIterator in chunks);
  if (isIterable) return chunks as Chunks;
  const message = "chunks must be an iterable of { X, y }, or a function that opens one";
  throw new RidgelawError("WrongType", "chunks", message);
}

/** One of the chunks, with both its parts. */
export function requireChunk(chunk: Chunk, index: number): Chunk {
  if (typeof chunk === "object" && chunk !== null && "X" in chunk && "y" in chunk) return chunk;
  const at = `chunks[${index}]`;
  throw new RidgelawError("WrongType", at, `${at} must be rows with their targets, { X, y }`);
}

function toBlock(given: Chunk, index: number, classes: readonly string[] | undefined): Block {
  const at = `chunks[${index}]`;
  const chunk = requireChunk(given, index);
  const X = toMatrix(`${at}.X`, chunk.X);
  const y = toY(`${at}.y`, chunk.y, classes);
  if (X.rows === y.rows && X.data.length === X.rows * X.columns) return { X, y };
  const message = `${at}.y has ${y.rows} rows where ${X.rows} are needed (as many as ${at}.X)`;
  throw new RidgelawError("ShapeMismatch", `${at}.y`, message);
}

function toY(at: string, y: Chunk["y"], classes: readonly string[] | undefined): Matrix {
  if (!isLabels(y)) {
    if (!classes) return toTargets(at, y);
    throw new RidgelawError("WrongType", at, `${at} must be class labels, as classes are given`);
  }
  if (!classes) {
    const message =
      "classes is needed: all labels there are, since rows are seen one chunk at a time";
    throw new RidgelawError("Missing", "classes", message);
  }
  const index = Int32Array.from(y, (label: string | boolean) => classes.indexOf(String(label)));
  const stray = index.indexOf(-1);
  if (stray < 0) return oneHot({ names: [...classes], index });
  const message = `${at}[${stray}] is ${JSON.stringify(y[stray])}, which is not one of classes`;
  throw new RidgelawError("OutOfRange", `${at}[${stray}]`, message);
}

/** Rows on their way into whole blocks. */
class Gathered {
  readonly #X: Side;
  readonly #y: Side;
  readonly #most: number;
  #rows = 0;

  constructor({ X, y }: Block) {
    const rows = Math.ceil(callNumbers / (X.columns + y.columns) / blockRows) * blockRows;
    this.#most = rows;
    this.#X = new Side(rows, X.columns);
    this.#y = new Side(rows, y.columns);
  }

  *take({ X, y }: Block, index: number): Generator<Block> {
    this.#X.check(X, `chunks[${index}].X`);
    this.#y.check(y, `chunks[${index}].y`);
    for (let from = 0; from < X.rows; ) {
      const count = Math.min(X.rows - from, this.#most - this.#rows);
      this.#X.put(this.#rows, X, from, count);
      this.#y.put(this.#rows, y, from, count);
      this.#rows += count;
      from += count;
      if (this.#rows === this.#most) yield this.#flush();
    }
  }

  rest(): Block | undefined {
    return this.#rows > 0 ? this.#flush() : undefined;
  }

  #flush(): Block {
    const rows = this.#rows;
    this.#rows = 0;
    return { X: this.#X.first(rows), y: this.#y.first(rows) };
  }
}

/** The features or the targets of these rows. */
class Side {
  readonly #data: Float64Array;
  readonly #columns: number;

  constructor(rows: number, columns: number) {
    this.#data = new Float64Array(rows * columns);
    this.#columns = columns;
  }

  check(matrix: Matrix, at: string): void {
    if (matrix.columns === this.#columns) return;
    const message = `${at} has ${matrix.columns} columns where ${this.#columns} are needed (as many as before)`;
    throw new RidgelawError("ShapeMismatch", at, message);
  }

  put(row: number, { data, columns }: Matrix, from: number, count: number): void {
    this.#data.set(data.subarray(from * columns, (from + count) * columns), row * columns);
  }

  /** A view, good until more rows are put. */
  first(rows: number): Matrix {
    const columns = this.#columns;
    return { data: this.#data.subarray(0, rows * columns), rows, columns };
  }
}
