// Data files read row by row, as often as they are passed over.
import { type Chunk, csvChunks, type Matrix, npyChunks, RidgelawError } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import { Misuse } from "../fail.ts";
import { aboutFile } from "../file_error.ts";
import { openBytes } from "../platform.ts";
import { csvOptions, ofColumns } from "./data.ts";
import { inUnits, type Units } from "./standardize.ts";
import { columnName, isNpy } from "./table_options.ts";

/** Names of columns, once the first rows are read. */
export interface Names {
  names: string[];
  targets: string[];
}

/** Rows that can be passed over again, unless they come from stdin. */
export interface Stream {
  open: () => AsyncGenerator<Chunk & { X: Matrix }>;
  isReopenable: boolean;
  found: Names;
}

/** The rows of a file with their targets. */
export function streamSamples(path: string, args: Arguments): Stream {
  const found: Names = { names: [], targets: [] };
  const targetPath = args.text("y");
  if (targetPath !== undefined && args.has("target")) {
    throw new Misuse("--target has no meaning beside --y");
  }
  const source = targetPath === undefined ? tableOf(path, args) : arraysOf(path, targetPath, args);
  const isReopenable = path !== "-" && targetPath !== "-";
  let isOpened = false;
  const open = async function* () {
    if (isOpened && !isReopenable) throw new Misuse("stdin can be passed over once only");
    isOpened = true;
    try {
      yield* source(found);
    } catch (error) {
      throw aboutFile(path, error, ofColumns);
    }
  };
  return { open, isReopenable, found };
}

type Source = (found: Names) => AsyncGenerator<Chunk & { X: Matrix }>;

function tableOf(path: string, args: Arguments): Source {
  if (isNpy(path)) throw new Misuse(`--y FILE.npy is needed: the targets of ${path}`);
  if (!args.has("target")) throw new Misuse("--target NAME is needed: the column to predict");
  const target = args.texts("target").map((name) => columnName(name, args));
  const labels = args.flag("classify") ? { labels: true } : {};
  const workers = args.number("workers");
  const options = { ...csvOptions(path, args), ...labels, target, workers };
  return async function* (found) {
    for await (const { X, y, features, targets } of csvChunks(openBytes(path), options)) {
      Object.assign(found, { names: features, targets });
      yield { X, y };
    }
  };
}

function arraysOf(path: string, targetPath: string, args: Arguments): Source {
  const stray = ["columns", "ignore", "no-header"].find((name) => args.has(name));
  if (!isNpy(path)) throw new Misuse("--stream with --y takes features as .npy");
  if (stray) throw new Misuse(`--${stray} has no meaning for a .npy file`);
  return async function* (found) {
    for await (const { X, y } of npyChunks(openBytes(path), openBytes(targetPath))) {
      const numbered = (name: string, count: number) =>
        Array.from({ length: count }, (_, j) => `${name}${j + 1}`);
      const targets = y.columns === 1 ? ["y"] : numbered("y", y.columns);
      Object.assign(found, { names: numbered("column", X.columns), targets });
      yield { X, y: args.flag("classify") ? labelsOf(y) : y };
    }
  };
}

function labelsOf(y: Matrix): string[] {
  if (y.columns === 1) return Array.from(y.data, String);
  throw new Misuse(`--classify needs a single target, not ${y.columns}`);
}

/** The same rows in these units. */
export const streamInUnits = (stream: Stream, units: Units): Stream => ({
  ...stream,
  open: async function* () {
    for await (const { X, y } of stream.open()) yield { X: inUnits(X, units), y };
  },
});

/** The mean and the standard deviation of each column, by a pass over all rows. */
export async function unitsOfStream(stream: Stream): Promise<Units> {
  let count = 0;
  let means: number[] = [];
  let squares: number[] = [];
  for await (const { X } of stream.open()) {
    means = means.length > 0 ? means : Array.from(X.data.subarray(0, X.columns));
    squares = squares.length > 0 ? squares : means.map(() => 0);
    for (let i = 0; i < X.rows; i++) {
      count++;
      // From the first row, so that a constant column has exactly no spread.
      for (let j = 0; j < X.columns; j++) {
        const distance = (X.data[i * X.columns + j] as number) - (means[j] as number);
        (means[j] as number) += distance / count;
        (squares[j] as number) += distance * distance * (1 - 1 / count);
      }
    }
  }
  if (count === 0) throw new RidgelawError("Empty", "bytes", "there are no rows");
  return { means, deviations: squares.map((square) => Math.sqrt(square / count) || 1) };
}
