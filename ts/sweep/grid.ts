// A grid of problems and replicates as a list of cells.
import { simulation } from "../bridge/cores/simulation.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { described, requireOptions } from "../bridge/options.ts";
import type { Problem } from "../problem/types.ts";
import { type Design, requireFractions } from "../simulate/simulate.ts";
import { canonical, toJson } from "./json.ts";
import { sha256 } from "./sha256.ts";

/** What a sweep is made of: problems listed, or one problem with entries that vary. */
export interface SweepGrid {
  problems?: readonly Problem[];
  problem?: object;
  /** Values by the path of an entry of `problem`, such as `lambda` or `model.layers.0.width`; all combinations. */
  vary?: Readonly<Record<string, readonly unknown[]>>;
  /** Trials of each cell; 200 where absent. */
  trials?: number;
  /** Seed of the first replicate, 0 where absent; each other has the next. */
  seed?: number;
  /** Cells of each problem, 1 where absent. */
  replicates?: number;
  design?: Design;
  quantiles?: readonly number[];
}

/** One simulation: all that its record depends on. */
export interface Cell {
  problem: Problem;
  trials: number;
  seed: number;
  design?: Design;
  quantiles?: readonly number[];
}

/** Changes when the same cell would have another record: 2 since batches are larger and square Gaussian layers triangles. */
const version = 2;

/** The hash of all that a cell's record depends on. */
export const keyOf = (cell: Cell): string =>
  sha256(canonical({ version, cell: requireOptions(cell, "cell") }));

const known = [
  "problems",
  "problem",
  "vary",
  "trials",
  "seed",
  "replicates",
  "design",
  "quantiles",
];

/** Beyond this a list of cells is no longer handled in memory. */
const mostCells = 1e7;

/**
 * The cells of a grid: problem after problem, replicates of each together; the last entry that varies changes fastest.
 *
 * @throws RidgelawError where an entry is unknown or makes no sense.
 */
export function cellsOf(grid: SweepGrid): Cell[] {
  requireOptions(grid, "grid");
  const stranger = Object.keys(grid).find((name) => !known.includes(name));
  if (stranger !== undefined) {
    const message = `${stranger} is not an entry of a grid; expected one of: ${known.join(", ")}`;
    throw new RidgelawError("Unknown", stranger, message);
  }
  const [trials, seed] = [count("trials", grid.trials ?? 200, 1), count("seed", grid.seed ?? 0, 0)];
  const replicates = count("replicates", grid.replicates ?? 1, 1);
  const problems = problemsOf(grid);
  if (problems.length * replicates > mostCells) {
    throw wrong("replicates", `${problems.length * replicates} cells are more than ${mostCells}`);
  }
  // The last seed must be a whole number too.
  count("seed", seed + (replicates - 1), 0);
  const { design } = grid;
  const quantiles = requireFractions(grid.quantiles);
  const rest = {
    ...(design !== undefined && { design }),
    ...(quantiles !== undefined && { quantiles }),
  };
  return problems.flatMap((problem) =>
    Array.from({ length: replicates }, (_, r) => ({ problem, trials, seed: seed + r, ...rest })),
  );
}

/** Checks each cell as far as that takes no work; the error names the cell. */
export function checkCells(cells: readonly Cell[]): void {
  let last: unknown;
  cells.forEach(({ problem, trials, seed, design }, i) => {
    // Replicates of one problem differ by their seeds alone.
    if (problem === last) return;
    last = problem;
    try {
      const plain = requireOptions(problem, "problem");
      simulation.verb("simulatePlan", { ...plain, trials, seed, design });
    } catch (error) {
      if (!(error instanceof RidgelawError)) throw error;
      throw new RidgelawError(error.code, error.argument, `cell ${i}: ${error.message}`);
    }
  });
}

const ofCell = ["problem", "trials", "seed", "design", "quantiles"];

/**
 * A cell that came from elsewhere, in plain JSON; another with the same key has the same record.
 *
 * @throws RidgelawError where it is anything but a simulation that `simulate` would take.
 */
export function readCell(value: unknown): Cell {
  requireOptions(value as object, "cell");
  const stranger = Object.keys(value as object).find((name) => !ofCell.includes(name));
  if (stranger !== undefined) {
    const message = `${stranger} is not an entry of a cell; expected one of: ${ofCell.join(", ")}`;
    throw new RidgelawError("Unknown", stranger, message);
  }
  const { problem } = value as Cell;
  if (problem === undefined) throw wrong("problem", "problem must be there", "Missing");
  requireOptions(problem, "problem");
  const cell = JSON.parse(toJson(value)) as Cell;
  count("trials", cell.trials, 1);
  count("seed", cell.seed, 0);
  checkCells([cell]);
  return cell;
}

function problemsOf({ problems, problem, vary }: SweepGrid): Problem[] {
  if (problems === undefined) return varied(problem, vary ?? {});
  if (problem !== undefined || vary !== undefined) {
    throw wrong("problems", "problems excludes problem and vary", "Conflict");
  }
  if (Array.isArray(problems) && problems.length > 0) return [...problems];
  throw wrong("problems", "problems must be an array of problems, at least one");
}

function varied(problem: object | undefined, vary: Required<SweepGrid>["vary"]): Problem[] {
  if (problem === undefined) {
    throw wrong("problem", "problem (or problems) must be there", "Missing");
  }
  let all: object[] = [requireOptions(problem, "problem")];
  for (const [path, values] of Object.entries(requireOptions(vary, "vary"))) {
    if (!Array.isArray(values) || values.length === 0) {
      throw wrong(`vary.${path}`, `vary.${path} must be an array of values, at least one`);
    }
    if (all.length * values.length > mostCells) {
      throw wrong(`vary.${path}`, `vary makes more than ${mostCells} problems`);
    }
    const names = path.split(".");
    all = all.flatMap((each) => values.map((value) => withEntry(each, names, path, value)));
  }
  return all as Problem[];
}

/** A copy with one entry replaced; objects on the way to it must be there. */
function withEntry(
  of: object,
  [name = "", ...rest]: string[],
  path: string,
  value: unknown,
): object {
  if (rest.length === 0) return replaced(of, name, value);
  const inner = (of as Record<string, unknown>)[name];
  if (typeof inner !== "object" || inner === null) {
    throw wrong(`vary.${path}`, `vary.${path} leads nowhere: the problem has no ${name} there`);
  }
  return replaced(of, name, withEntry(inner, rest, path, value));
}

function replaced(of: object, name: string, value: unknown): object {
  if (!Array.isArray(of)) return { ...of, [name]: value };
  const index = Object.keys(of).indexOf(name);
  if (index < 0) throw wrong("vary", `vary leads nowhere: an array of the problem has no ${name}`);
  const copy = of.slice();
  copy[index] = value;
  return copy;
}

function count(name: string, value: unknown, least: number): number {
  if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
  throw wrong(
    name,
    `${name} must be a whole number from ${least} up, not ${described(value)}`,
    "OutOfRange",
  );
}

const wrong = (argument: string, message: string, code = "WrongType") =>
  new RidgelawError(code, argument, message);
