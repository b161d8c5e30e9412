// A table of text summed into inner products, piece by piece: in place, on workers, and beside numpy on all of it at once.
import { type Accumulator, accumulate, csvChunks } from "ridgelaw";
import type { Benchmark, Case, Contenders } from "./harness/benchmark.ts";

/** Numbers that repeat with a long period, written as programs write them. */
const cell = (i: number) => (Math.sin(i * 1.7) * 10 ** (i % 5)).toFixed(6);

function textOf(rows: number, columns: number): Uint8Array {
  const names = Array.from({ length: columns }, (_, j) => `x${j}`);
  const row = (i: number) => names.map((_, j) => cell(i * 31 + j * 7)).join(",");
  return new TextEncoder().encode(
    `${names.join(",")}\n${Array.from({ length: rows }, (_, i) => `${row(i)}\n`).join("")}`,
  );
}

/** As a file's stream gives it. */
function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

const numpy = (rows: number, columns: number) => `
import io, numpy as np
i, j = np.meshgrid(np.arange(${rows}) * 31, np.arange(${columns}) * 7, indexing="ij")
k = i + j
text = "\\n".join(",".join("%.6f" % x for x in row) for row in np.sin(k * 1.7) * 10.0 ** (k % 5))
def run():
    Z = np.loadtxt(io.StringIO(text), delimiter=",")
    return float(np.trace(Z.T @ Z))
`;

function sized(rows: number, columns: number, skipInSmoke: boolean): Case {
  const on = (bytes: Uint8Array, workers: number) => () =>
    accumulate(csvChunks(pieces(bytes), { target: `x${columns - 1}` }), { workers });
  let bytes: Uint8Array = new Uint8Array();
  return {
    name: `${rows} × ${columns} numbers of text`,
    skipInSmoke,
    python: { name: "numpy", setup: numpy(rows, columns), run: "run()" },
    prepare(): Contenders {
      bytes = textOf(rows, columns);
      return {
        "ridgelaw, in place": on(bytes, 0),
        "ridgelaw, 1 worker": on(bytes, 1),
        "ridgelaw, 2 workers": on(bytes, 2),
      };
    },
    async check(answer) {
      if (typeof (await answer) === "number") return;
      const here = (await on(bytes, 0)()) as Accumulator;
      if (JSON.stringify(await answer) !== JSON.stringify(here)) throw new Error("other sums");
      if (here.rows !== rows) throw new Error(`${here.rows} rows`);
    },
  };
}

export default {
  name: "csv",
  cases: [sized(200, 20, false), sized(10_000, 200, true)],
} satisfies Benchmark;
