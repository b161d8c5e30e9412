import { createHash } from "node:crypto";
import {
  cellsOf,
  keyOf,
  mergeSweep,
  openRecord,
  type RecordStore,
  readCell,
  recordName,
  runCell,
  runSweep,
  type SweepGrid,
  simulate,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../ts/sweep/sha256.ts";

const grid: SweepGrid = {
  problem: {
    model: { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 12 }] },
    spectrum: { kind: "isotropic", dimension: 20 },
    target: { kind: "isotropic" },
    noise: 0.1,
    samples: 10,
    lambda: 0.1,
  },
  vary: { lambda: [0.1, 1], "model.layers.0.width": [8, 12, 30] },
  trials: 20,
  replicates: 2,
};

class Memory implements RecordStore {
  readonly texts = new Map<string, string>();
  read = (name: string) => this.texts.get(name);
  write = (name: string, text: string) => void this.texts.set(name, text);
}

const merged = async (store: RecordStore) => mergeSweep(grid, store);

describe("a sweep", () => {
  it("has a cell for each combination and replicate", () => {
    const cells = cellsOf(grid);
    expect(cells).toHaveLength(12);
    const at = (i: number) => {
      const { problem, seed } = cells[i] as (typeof cells)[number];
      return [problem.lambda, JSON.stringify(problem.model).match(/width":(\d+)/)?.[1], seed];
    };
    expect([at(0), at(1), at(2), at(11)]).toEqual([
      [0.1, "8", 0],
      [0.1, "8", 1],
      [0.1, "12", 0],
      [1, "30", 1],
    ]);
    expect(new Set(cells.map(keyOf)).size).toBe(12);
  });

  it("merges to the same bytes however it is divided", async () => {
    const whole = new Memory();
    const progress = await runSweep(grid, whole, { workers: 0 });
    expect(progress).toEqual({ cells: 12, done: 12, found: 0, redone: 0, failed: 0 });
    const { text, missing } = await merged(whole);
    expect(missing).toEqual([]);
    expect(text.trimEnd().split("\n")).toHaveLength(12);
    const parts = new Memory();
    await runSweep(grid, parts, { workers: 2, shard: { index: 2, of: 3 } });
    expect((await merged(parts)).missing).toEqual([0, 1, 3, 4, 6, 7, 9, 10]);
    await runSweep(grid, parts, { workers: 1, shard: { index: 3, of: 3 } });
    await runSweep(grid, parts, { workers: 0, shard: { index: 1, of: 3 } });
    expect((await merged(parts)).text).toBe(text);
    for (const [name, record] of whole.texts) expect(parts.texts.get(name)).toBe(record);
  });

  it("goes on where it stopped, and makes torn or changed records anew", async () => {
    const store = new Memory();
    const controller = new AbortController();
    const onProgress = ({ done }: { done: number }) => {
      if (done === 5) controller.abort(new Error("stop"));
    };
    const options = { workers: 0, signal: controller.signal, onProgress };
    await expect(runSweep(grid, store, options)).rejects.toThrow("stop");
    expect(store.texts.size).toBe(5);
    const [first, second] = cellsOf(grid).map((cell) => recordName(keyOf(cell))) as [
      string,
      string,
    ];
    const [torn, changed] = [first, second].map((name) => store.texts.get(name) as string);
    store.write(first, (torn as string).slice(0, 100));
    store.write(second, (changed as string).replace(/"mean":\d/, '"mean":9'));
    expect((await merged(store)).missing).toContain(1);
    const progress = await runSweep(grid, store, { workers: 0 });
    expect(progress).toMatchObject({ done: 12, found: 3, redone: 2 });
    expect(store.texts.get(first)).toBe(torn);
    expect(store.texts.get(second)).toBe(changed);
  });

  it("records what a simulation answers", async () => {
    const [cell] = cellsOf(grid);
    if (!cell) throw new Error("no cell");
    const record = openRecord(await runCell(cell, { workers: 0 }), keyOf(cell));
    const { problem, trials, seed } = cell;
    const report = await simulate(problem, { trials, seed, workers: 0 });
    expect({ ...record?.report, problem }).toEqual(report);
    expect(openRecord(await runCell(cell), "other")).toBeUndefined();
  });

  it("records a cell that cannot be simulated with the reason", async () => {
    const problem = {
      model: { kind: "ridge" as const },
      spectrum: { kind: "isotropic" as const, dimension: 30 },
      target: { kind: "isotropic" as const },
      samples: 10,
      lambda: -0.7,
    };
    const store = new Memory();
    const progress = await runSweep({ problems: [problem], trials: 4 }, store, { workers: 0 });
    expect(progress.failed).toBe(1);
    const { text } = await mergeSweep({ problems: [problem], trials: 4 }, store);
    expect(JSON.parse(text).error).toMatchObject({ argument: "lambda" });
  });

  it("reads a cell that came as JSON, and nothing else", () => {
    const [cell] = cellsOf(grid) as [ReturnType<typeof cellsOf>[0]];
    const plain = readCell(JSON.parse(JSON.stringify(cell)));
    expect([plain, keyOf(plain)]).toEqual([cell, keyOf(cell)]);
    const typed = { ...cell, quantiles: Float64Array.of(0.5) };
    expect(readCell(typed).quantiles).toEqual([0.5]);
    for (const bad of [
      undefined,
      [cell],
      { ...cell, code: 1 },
      { ...cell, trials: 0 },
      { trials: 2, seed: 0 },
    ]) {
      expect(() => readCell(bad)).toThrow(/cell|trials|problem/);
    }
  });

  it.each([
    [{ ...grid, trails: 3 }, "Unknown trails"],
    [{ ...grid, trials: 0 }, "OutOfRange trials"],
    [{ ...grid, replicates: 1.5 }, "OutOfRange replicates"],
    [{ ...grid, problem: undefined }, "Missing problem"],
    [{ ...grid, problems: [grid.problem] }, "Conflict problems"],
    [{ ...grid, vary: { lambda: [] } }, "WrongType vary.lambda"],
    [{ ...grid, vary: { "model.layer.width": [1] } }, "WrongType vary.model.layer.width"],
    [{ ...grid, vary: { lamda: [1] } }, "Unknown lamda"],
    [{ ...grid, vary: { samples: [10, 0.5] } }, "OutOfRange samples"],
    [{ ...grid, vary: { "model.layers.1": [{}] } }, "WrongType vary"],
    [{ ...grid, quantiles: [2] }, "OutOfRange quantiles[0]"],
    [{ ...grid, seed: Number.MAX_SAFE_INTEGER, replicates: 2 }, "OutOfRange seed"],
    [{ problems: [] }, "WrongType problems"],
    [7, "WrongType grid"],
  ])("refuses a bad grid before any work: %#", async (bad, expected) => {
    const store = new Memory();
    const { code, argument } = await runSweep(bad as SweepGrid, store).then(
      () => ({ code: "none", argument: "" }),
      (error) => error,
    );
    expect(`${code} ${argument}`).toBe(expected);
    expect(store.texts.size).toBe(0);
  });
});

describe("the hash", () => {
  it("is SHA-256", () => {
    for (const text of [
      "",
      "abc",
      "κ ".repeat(1000),
      "x".repeat(55),
      "x".repeat(56),
      "x".repeat(64),
    ]) {
      expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }
  });
});
