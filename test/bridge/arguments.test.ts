// Arguments of another type than they should have, or without what they should hold.
import {
  accumulate,
  cellsOf,
  classesOf,
  csvChunks,
  fitRows,
  isotropic,
  keyOf,
  layers,
  logspace,
  mergeAccumulators,
  openRecord,
  Predictor,
  Ridge,
  randomFeatures,
  readCsv,
  recordName,
  runSweep,
  simulate,
} from "ridgelaw";
import { svd } from "ridgelaw/linalg";
import { describe, expect, it } from "vitest";
import { caught } from "../support/misuse.ts";

const law = isotropic({ dimension: 4 });
const problem = { model: { kind: "ridge" }, ...law, samples: 3, lambda: 0.1 } as const;
const X = [
  [1, 2],
  [3, 5],
  [4, 1],
];
const y = [1, 2, 4];
const chunks = [{ X, y }];
const fitted = Ridge.fit(X, y, { lambda: 1 });
const table = { target: "y" };
const store = { read: () => undefined, write: () => {} };

const buffer = new ArrayBuffer(8);

/** Objects in objects, far deeper than any option goes; one that holds itself. */
let nested: object = {};
for (let depth = 0; depth < 5000; depth++) nested = { nested };
const cyclic: unknown[] = [];
cyclic.push(cyclic);

/** A typed array whose buffer has gone elsewhere. */
function detached<T extends Float64Array | Float32Array | Uint8Array>(array: T): T {
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

const rows: [string, () => unknown][] = [
  ["Empty X[0]", () => Ridge.fit([detached(new Float64Array(2)), [1, 2], [2, 3]], y)],
  ["ShapeMismatch X[1]", () => Ridge.fit([[1, 2], detached(new Float32Array(2)), [2, 3]], y)],
  ["Empty y", () => Ridge.fit(X, detached(new Uint8Array(3)))],
  ["Empty a.data", () => svd({ data: detached(new Float32Array(4)), rows: 2, columns: 2 })],
  ["Empty lambda", () => Ridge.fit(X, y, { lambda: detached(new Float32Array(2)) })],
  ["WrongType chunks", () => classesOf(5 as never)],
  ["WrongType chunks", () => classesOf((() => 5) as never)],
  ["WrongType chunks[0]", () => classesOf([5] as never)],
  ["WrongType classes", () => accumulate(chunks, { classes: 5 as never })],
  ["WrongType signal", () => accumulate(chunks, { signal: {} as never })],
  ["WrongType onProgress", () => fitRows(chunks, { onProgress: 5 as never })],
  ["WrongType leaveOneOut", () => fitRows(chunks, { leaveOneOut: "yes" as never })],
  ["OutOfRange quantiles[0]", () => simulate(problem, { quantiles: ["0.1"] as never })],
  ["WrongType quantiles", () => simulate(problem, { quantiles: new DataView(buffer) as never })],
  ["WrongType X[0]", () => Ridge.fit(new Array(4e9), y)],
  ["WrongType y[0]", () => Ridge.fit(X, new Array(4e9))],
  ["WrongType lambda", () => Ridge.fit(X, y, { lambda: new Array(4e9) })],
  ["WrongType activations", () => layers(new Array(4e9))],
  ["WrongType accumulators", () => mergeAccumulators(new Array(4e9))],
  ["WrongType columns", () => readCsv("a,b\n1,2\n", { columns: new Array(4e9) })],
  ["WrongType kernel", () => Ridge.fit(X, y, { kernel: nested as never })],
  ["OutOfRange workers", () => simulate(problem, { workers: Object.create(null) as never })],
  ["OutOfRange from", () => logspace(Symbol("x") as never, 2, 3)],
  ["WrongType classes", () => new Predictor(fitted.model, undefined, [5] as never)],
  ["ShapeMismatch classes", () => new Predictor(fitted.model, undefined, ["a", "b"]).classify(X)],
  ["WrongType chunks", () => accumulate(detached(new Float64Array(2)) as never)],
  ["WrongType bytes", () => accumulate(csvChunks(detached(new Uint8Array(2)) as never, table))],
  ["WrongType key", () => recordName(Symbol("x") as never)],
  ["WrongType cell", () => keyOf({ problem, trials: 2, seed: cyclic as never })],
  ["WrongType trials", () => keyOf({ problem, trials: 2n as never, seed: 0 })],
  ["WrongType raw", () => simulate(problem, { raw: "x" as never })],
  ["WrongType createWorker", () => simulate(problem, { workers: 1, createWorker: 5 as never })],
  ["WrongType design", () => simulate(problem, { design: 0 as never })],
  ["OutOfRange shard", () => runSweep({ problem }, store, { shard: { index: 0, of: 0 } })],
  [
    "WrongType model.inputWeightSpectrum",
    () =>
      randomFeatures(law, {
        layers: [{ kind: "gaussian", width: 3 }],
        inputWeightSpectrum: 0 as never,
        samples: 3,
        lambda: 0.1,
      }),
  ],
];

describe("an argument of another type", () => {
  it.each(rows)("is %s", async (expected, run) => {
    const { code, argument, message } = await caught(run);
    expect(`${code} ${argument}`).toBe(expected);
    expect(message).toContain(argument);
  });

  it("is no record, where a text should be one", () => {
    for (const text of [Symbol("x"), Object.create(null), 5, null, undefined]) {
      expect(openRecord(text as never, "key")).toBeUndefined();
    }
  });

  it("is kept in a grid, where the cell then names it", () => {
    expect(cellsOf({ problem, design: 0 as never })[0]).toMatchObject({ design: 0 });
  });
});
