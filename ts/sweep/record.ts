// One immutable record a cell: its bytes follow from the cell alone.
import { requireWatch } from "../batches/watch.ts";
import { simulation } from "../bridge/cores/simulation.ts";
import { EngineCrashed, RidgelawError } from "../bridge/errors.ts";
import { requireKnown, requireOptions } from "../bridge/options.ts";
import { prepare } from "../simulate/simulate.ts";
import { withPool } from "../workers/batches.ts";
import { Pool, type PoolOptions } from "../workers/pool.ts";
import { type Cell, keyOf } from "./grid.ts";
import { toJson } from "./json.ts";
import { sha256 } from "./sha256.ts";

/** What a record says. */
export interface CellRecord {
  key: string;
  cell: Cell;
  /** What `simulate` answers, less the problem. */
  report?: Record<string, unknown>;
  /** Why there is none: the draws themselves made it impossible, and would again. */
  error?: { code: string; argument: string; message: string };
}

/** The record of a cell as text; the same wherever and whenever it is made. */
export async function runCell(
  cell: Cell,
  options: PoolOptions & { signal?: AbortSignal } = {},
): Promise<string> {
  const { signal, ...where } = requireKnown(options, ["signal", "workers", "createWorker"]);
  requireWatch({ signal });
  requireOptions(cell, "cell");
  const pool = await Pool.open(simulation, where, 1);
  return withPool(pool, signal, () => recordOn(pool, cell));
}

/** Makes record after record on the same workers. */
export class CellRunner {
  /** How many cells at a time keep all workers busy. */
  readonly cells: number;
  readonly #pool: Pool;

  private constructor(pool: Pool) {
    this.#pool = pool;
    // Two a worker, so that none waits for a record to be stored.
    this.cells = Math.max(1, 2 * pool.size);
  }

  static async open(options: PoolOptions = {}): Promise<CellRunner> {
    const where = requireKnown(options, ["workers", "createWorker"]);
    return new CellRunner(await Pool.open(simulation, where, Number.POSITIVE_INFINITY));
  }

  /** The record of a cell as text, as from {@link runCell}. */
  run(cell: Cell): Promise<string> {
    return recordOn(this.#pool, cell);
  }

  /** Ends all workers; cells under way are rejected with `reason`. */
  close(reason?: unknown): Promise<void> {
    return this.#pool.close(reason);
  }
}

/** The same on workers that others use as well. */
export async function recordOn(pool: Pool, cell: Cell): Promise<string> {
  const key = keyOf(cell);
  const { problem, ...options } = cell;
  try {
    const report = await prepare(problem, options).run(pool);
    const { problem: _, ...rest } = report as unknown as Record<string, unknown>;
    return seal({ key, cell, report: rest });
  } catch (error) {
    if (!(error instanceof RidgelawError) || error instanceof EngineCrashed) throw error;
    const { code, argument, message } = error;
    return seal({ key, cell, error: { code, argument, message } });
  }
}

const form = /^\{"sha256":"([0-9a-f]{64})","record":(.*)\}\n$/s;

function seal(record: CellRecord): string {
  const text = toJson(record);
  return `{"sha256":"${sha256(text)}","record":${text}}\n`;
}

/** What a sealed record says; undefined where it is torn, changed, or of another cell. */
export function openRecord(text: string, key: string): CellRecord | undefined {
  const [, hash, body = ""] = (typeof text === "string" && form.exec(text)) || [];
  if (hash === undefined || sha256(body) !== hash) return undefined;
  const record = JSON.parse(body) as CellRecord;
  return record.key === key ? record : undefined;
}
