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
  StreamedRidge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { caught } from "../support/misuse.ts";
import { normals } from "../support/normals.ts";
import { mortalWorkers } from "../support/workers.ts";

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

const close = (found: ArrayLike<number>, expected: ArrayLike<number>, digits = 1e-9) => {
  expect(found.length).toBe(expected.length);
  const size = Math.max(...Array.from(expected, Math.abs));
  Array.from(expected).forEach((x, i) => {
    expect(Math.abs((found[i] as number) - x) / size).toBeLessThan(digits);
  });
};

/** Rows that take several calls; the same again after thirty. */
const large = Array.from({ length: 30 }, (_, k) => {
  const [each, d] = [5000, 20];
  const data = Float64Array.from({ length: each * d }, () => draw());
  const noise = Float64Array.from(
    { length: each },
    (_, i) => (data[i * d] as number) + 0.1 * draw(),
  );
  return { X: { data: data.map((x, i) => x + (i % d) + k), rows: each, columns: d }, y: noise };
});
function* many(count = 30): Generator<Chunk> {
  for (let k = 0; k < count; k++) yield large[k % large.length] as Chunk;
}

describe("accumulate on workers", () => {
  it("gives the same bits as in place, on one, two and three, with a frame given and on top of others", async () => {
    const here = await accumulate(many());
    expect(here.rows).toBe(150_000);
    for (const workers of [1, 2, 3]) expect(await accumulate(many(), { workers })).toEqual(here);
    const { frame } = await accumulate([
      { X: [[1, ...new Array(19).fill(0)], new Array(20).fill(2)], y: [1, 2] },
    ]);
    const framed = await accumulate(many(), { frame });
    expect(await accumulate(many(), { frame, workers: 2 })).toEqual(framed);
    const twice = await accumulate(many(), { into: here });
    expect(await accumulate(many(), { into: here, workers: 2 })).toEqual(twice);
    const fit = await fitRows(() => many(), { workers: 2, lambda: "loo" });
    const placed = await fitRows(() => many(), { lambda: "loo" });
    expect(fit.model.coefficients).toEqual(placed.model.coefficients);
    expect(fit.loo).toEqual(placed.loo);
    const options = { workers: 2, signal: AbortSignal.abort(new Error("enough")) };
    await expect(fit.model.leaveOneOut(() => many(), options)).rejects.toThrow("enough");
    const fewer = await caught(() => fit.model.leaveOneOut(() => many(29), { workers: 2 }));
    expect(fewer.code).toBe("ShapeMismatch");
  }, 120_000);

  it("gives those of few rows, and none of no rows", async () => {
    expect(await accumulate([{ X, y }], { workers: 2 })).toEqual(await accumulate([{ X, y }]));
    const { code } = await caught(() => accumulate([], { workers: 2 }));
    expect(code).toBe("Empty");
  });

  it("survives a worker that dies, and ends with the error of a bad chunk or the reason of an abort", async () => {
    const { createWorker, made } = mortalWorkers(1);
    expect(await accumulate(many(), { workers: 2, createWorker })).toEqual(
      await accumulate(many()),
    );
    expect(made()).toBeGreaterThan(2);
    const bad = function* () {
      yield* many(40);
      yield { X: [[1]], y: [1] };
    };
    const { code, argument } = await caught(() => accumulate(bad(), { workers: 2 }));
    expect([code, argument]).toEqual(["ShapeMismatch", "chunks[40].X"]);
    const holed = function* () {
      yield* many(30);
      const [{ X: given, y: targets }] = large as [(typeof large)[0]];
      yield { X: { ...given, data: given.data.with(7, Number.NaN) }, y: targets };
      yield* many(30);
    };
    const here = await caught(() => accumulate(holed()));
    expect((await caught(() => accumulate(holed(), { workers: 2 }))).code).toBe(here.code);
    const controller = new AbortController();
    const reason = new Error("enough");
    const running = accumulate(many(10_000), {
      workers: 2,
      signal: controller.signal,
      onProgress: ({ rows: seen }) => seen > 200_000 && controller.abort(reason),
    });
    await expect(running).rejects.toBe(reason);
    const { code: wrong } = await caught(() => accumulate(many(), { workers: -1 }));
    expect(wrong).toBe("OutOfRange");
  }, 120_000);
});

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
