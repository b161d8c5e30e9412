// Streamed rows against the same rows at once; the numerics are tested in crates/core/tests/accumulator.rs.
import {
  type Accumulator,
  accumulate,
  type Chunk,
  classesOf,
  fitRows,
  forecastAccumulated,
  mergeAccumulators,
  Ridge,
  RidgelawError,
  StreamedRidge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { normals } from "../support/normals.ts";

const draw = normals(3);
const rows = 1700;
const columns = 5;
const X = Array.from({ length: rows }, () =>
  Array.from({ length: columns }, (_, j) => 10 ** j + draw() * 3 ** j),
);
const y = X.map(([a = 0, b = 0]) => a - 0.3 * b + 2 + 0.5 * draw());

/** The rows in chunks of these sizes, over and over. */
function* chunks(...sizes: number[]): Generator<Chunk> {
  for (let at = 0, k = 0; at < rows; k++) {
    const end = Math.min(rows, at + (sizes[k % sizes.length] as number));
    yield { X: X.slice(at, end), y: y.slice(at, end) };
    at = end;
  }
}

async function* later(...sizes: number[]): AsyncGenerator<Chunk> {
  yield* chunks(...sizes);
}

const caught = async (run: () => unknown): Promise<RidgelawError> => {
  const error = await (async () => run())().then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(RidgelawError);
  return error as RidgelawError;
};

const close = (found: ArrayLike<number>, expected: ArrayLike<number>, digits = 1e-9) => {
  expect(found.length).toBe(expected.length);
  const size = Math.max(...Array.from(expected, Math.abs));
  Array.from(expected).forEach((x, i) => {
    expect(Math.abs((found[i] as number) - x) / size).toBeLessThan(digits);
  });
};

describe("accumulate", () => {
  it("gives the same bits for any chunks, also those that come later", async () => {
    const whole = await accumulate([{ X, y }]);
    for (const sizes of [[1], [7, 100, 3], [512], [1699, 1]]) {
      expect(await accumulate(chunks(...sizes))).toEqual(whole);
      expect(await accumulate(later(...sizes))).toEqual(whole);
    }
    expect(whole.rows).toBe(rows);
  });

  it("goes on where it ended at a whole block", async () => {
    const first = await accumulate([{ X: X.slice(0, 1024), y: y.slice(0, 1024) }]);
    const both = await accumulate([{ X: X.slice(1024), y: y.slice(1024) }], { into: first });
    expect(both).toEqual(await accumulate([{ X, y }]));
  });

  it("merges to the same bits within a frame, also after a journey as JSON", async () => {
    const whole = await accumulate([{ X, y }]);
    const { frame } = whole;
    const part = (from: number, to: number) =>
      accumulate([{ X: X.slice(from, to), y: y.slice(from, to) }], { frame });
    const parts = [await part(1024, rows), await part(0, 512), await part(512, 1024)];
    expect(mergeAccumulators(parts)).toEqual(whole);
    const posted = structuredClone(parts) as Accumulator[];
    expect(mergeAccumulators(posted)).toEqual(whole);
  });

  it("tells progress and stops when told to", async () => {
    const seen: number[] = [];
    await accumulate(chunks(100), { onProgress: ({ rows: done }) => seen.push(done) });
    expect(seen.at(-1)).toBe(rows);
    const stop = AbortSignal.abort(new Error("enough"));
    await expect(accumulate(chunks(100), { signal: stop })).rejects.toThrow("enough");
  });

  it("says where chunks do not fit", async () => {
    const cases: [Chunk[], string, string][] = [
      [[], "Empty", "chunks"],
      [[{ X: [[1, 2]], y: [1, 2] }], "ShapeMismatch", "chunks[0].y"],
      [
        [
          { X: [[1, 2]], y: [1] },
          { X: [[1, 2, 3]], y: [1] },
        ],
        "ShapeMismatch",
        "chunks[1].X",
      ],
      [[{ X: [[1, 2]], y: ["a"] }], "Missing", "classes"],
      [[3 as unknown as Chunk], "WrongType", "chunks[0]"],
    ];
    for (const [list, code, argument] of cases) {
      const error = await caught(() => accumulate(list));
      expect([error.code, error.argument]).toEqual([code, argument]);
    }
    const error = await caught(() => accumulate(7 as unknown as Chunk[]));
    expect([error.code, error.argument]).toEqual(["WrongType", "chunks"]);
    const nan = await caught(() => accumulate([{ X: [[Number.NaN]], y: [1] }]));
    expect(nan.code).toBe("NotFinite");
  });
});

describe("StreamedRidge", () => {
  it("is the model of all rows at once", async () => {
    const accumulator = await accumulate(chunks(100));
    for (const lambda of [0, 1e-3, 5]) {
      for (const intercept of [true, false]) {
        const streamed = StreamedRidge.fit(accumulator, { lambda, intercept });
        const whole = Ridge.fit(X, y, { lambda, intercept });
        close(streamed.coefficients.data, whole.coefficients.data, 1e-8);
        close(streamed.predict(X), whole.predict(X), 1e-8);
        for (const name of ["df1", "gcv", "trainError", "oneMinusGamma"] as const) {
          expect(streamed[name] / whole[name]).toBeCloseTo(1, 8);
        }
      }
    }
  });

  it("chooses by GCV as the fit of all rows does", async () => {
    const streamed = StreamedRidge.fit(await accumulate(chunks(100)));
    const whole = Ridge.fit(X, y, { lambda: "gcv" });
    expect(streamed.gcv / whole.gcv).toBeCloseTo(1, 9);
    expect(streamed.at(1).coefficients.data).toEqual(
      StreamedRidge.fit(await accumulate(chunks(100)), { lambda: 1 }).coefficients.data,
    );
  });

  it("gives exact leave-one-out on a second pass", async () => {
    const { model, loo } = await fitRows(() => chunks(64), { lambda: "loo" });
    const whole = Ridge.fit(X, y, { lambda: Array.from(loo?.lambda ?? []) });
    close(loo?.looError ?? [], whole.path.looError, 1e-9);
    close(loo?.looStandardError ?? [], whole.path.looStandardError, 1e-9);
    expect(model.lambda).toBe(whole.lambda);
  });

  it("asks for rows that can be read twice, and for the same rows", async () => {
    const once = await caught(() => fitRows(chunks(64), { lambda: "loo" }));
    expect([once.code, once.argument]).toEqual(["Conflict", "chunks"]);
    const model = StreamedRidge.fit(await accumulate(chunks(64)));
    const other = await caught(() => model.leaveOneOut([{ X: X.slice(9), y: y.slice(9) }]));
    expect([other.code, other.argument]).toEqual(["ShapeMismatch", "chunks"]);
  });

  it("classifies where labels were streamed", async () => {
    const labels = y.map((value) => (value > 0 ? "up" : "down"));
    const list = [
      { X: X.slice(0, 900), y: labels.slice(0, 900) },
      { X: X.slice(900), y: labels.slice(900) },
    ];
    const classes = await classesOf(list);
    expect(classes).toEqual(["down", "up"]);
    const { model, loo } = await fitRows(list, {
      lambda: 1e-3,
      classes: classes ?? [],
      leaveOneOut: true,
    });
    const whole = Ridge.fit(X, labels, { lambda: 1e-3 });
    expect(model.classify(X)).toEqual(whole.classify(X));
    expect(loo?.classificationError?.[0]).toBeLessThan(0.2);
    const stray = await caught(() => accumulate(list, { classes: ["up"] }));
    expect(stray.code).toBe("OutOfRange");
  });

  it("knows its options", async () => {
    const accumulator = await accumulate(chunks(500));
    const misspelt = { lamda: 1 } as object;
    for (const run of [
      () => accumulate(chunks(500), misspelt),
      () => fitRows(chunks(500), misspelt),
      () => StreamedRidge.fit(accumulator, misspelt),
      () => StreamedRidge.fit(accumulator).leaveOneOut(chunks(500), misspelt),
    ]) {
      const error = await caught(run);
      expect([error.code, error.argument]).toEqual(["Unknown", "lamda"]);
    }
    const loo = await caught(() => StreamedRidge.fit(accumulator, { lambda: "loo" as "gcv" }));
    expect([loo.code, loo.argument]).toEqual(["Conflict", "lambda"]);
  });

  it("refuses in words what accumulated products cannot carry", async () => {
    const near = X.map((row) => [...row, (row[0] as number) + 1e-9 * (row[1] as number)]);
    const accumulator = await accumulate([{ X: near, y }]);
    const error = await caught(() => StreamedRidge.fit(accumulator, { lambda: 0 }));
    expect([error.code, error.argument]).toEqual(["IllConditioned", "lambda"]);
    expect(error.message).toMatch(/square the condition number/);
  });
});

describe("forecastAccumulated", () => {
  it("is near the forecast of the rows, and says nothing that it cannot know", async () => {
    const future = forecastAccumulated(await accumulate(chunks(100)), { at: [1700, 5000] });
    const [here, there] = future.forecast;
    expect(here?.testError).toBeGreaterThan(0.2);
    expect(there?.testError).toBeLessThanOrEqual(here?.testError as number);
    expect("universality" in future || "backtest" in future).toBe(false);
    expect(future.samplesFor(1e9).samples).not.toBeNull();
  });
});
