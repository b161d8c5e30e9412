// A cell as the data of a job, named by its key.
import { type Cell, keyOf, RidgelawError, readCell } from "ridgelaw";
import { described } from "../bridge/options.ts";

/** Plain JSON: what a job says. */
export interface CellJob {
  version: 1;
  key: string;
  cell: Cell;
}

/** The data of a cell's job. */
export function toJob(cell: Cell): CellJob {
  const plain = readCell(cell);
  return { version: 1, key: keyOf(plain), cell: plain };
}

const names = ["version", "key", "cell"];

/**
 * The cell of a job that may come from anyone.
 *
 * @throws RidgelawError where it is not, to the last field, what `toJob` makes.
 */
export function fromJob(data: unknown, id: string | undefined): Cell {
  if (typeof data !== "object" || data === null || Array.isArray(data)) {
    throw refused("WrongType", "data", "the job's data is not an object");
  }
  const stranger = Object.keys(data).find((name) => !names.includes(name));
  if (stranger !== undefined) {
    throw refused("Unknown", stranger, `the job has an unknown field, ${stranger}`);
  }
  const { version, key, cell: given } = data as Partial<CellJob>;
  if (version !== 1) {
    const message = `the job is of version ${described(version)}, and this worker takes version 1`;
    throw refused("OutOfRange", "version", message);
  }
  const cell = readCell(given);
  const own = keyOf(cell);
  if (own === key && own === id) return cell;
  throw refused("Conflict", "key", "the job's key is not that of its cell");
}

const refused = (code: string, argument: string, message: string) =>
  new RidgelawError(code, argument, message);
