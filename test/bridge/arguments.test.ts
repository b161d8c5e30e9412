// Arguments of another type than they should have, or without what they should hold.
import {
  accumulate,
  cellsOf,
  classesOf,
  fitRows,
  isotropic,
  Ridge,
  randomFeatures,
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
const store = { read: () => undefined, write: () => {} };

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

  it("is kept in a grid, where the cell then names it", () => {
    expect(cellsOf({ problem, design: 0 as never })[0]).toMatchObject({ design: 0 });
  });
});
