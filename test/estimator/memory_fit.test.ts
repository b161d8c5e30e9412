import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { normals } from "../support/normals.ts";

const core = resolve(process.env["RIDGELAW_CORE"] ?? "ts/pkg");
const module = new WebAssembly.Module(readFileSync(`${core}/estimator.wasm`));

interface Core {
  initSync(options: { module: WebAssembly.Module }): { memory: WebAssembly.Memory };
  call(verb: string, options: unknown): { looError: number };
}

/** Numbers of eight bytes by which the memory of a fresh instance grows in one fit. */
async function taken(rows: number, columns: number, options: object): Promise<number> {
  const fresh = `?rows=${rows}&columns=${columns}&${JSON.stringify(options)}`;
  const { initSync, call } = (await import(
    /* @vite-ignore */ pathToFileURL(`${core}/ridgelaw.js`).href + fresh
  )) as Core;
  const { memory } = initSync({ module });
  const draw = normals(1);
  const X = { data: Float64Array.from({ length: rows * columns }, draw), rows, columns };
  const y = { data: Float64Array.from({ length: rows }, draw), rows, columns: 1 };
  const before = memory.buffer.byteLength;
  expect(call("fit", { X, y, ...options }).looError).toBeGreaterThan(0);
  return (memory.buffer.byteLength - before) / 8;
}

describe("a fit holds at most its input, one Gram matrix and its eigenvectors", () => {
  const shapes: [string, number, number, object][] = [
    ["tall", 10_000, 80, {}],
    ["square", 400, 400, {}],
    ["square without an intercept", 400, 400, { intercept: false }],
    ["wide", 150, 4_000, {}],
    ["an RBF kernel's", 500, 30, { lambda: 0.01, kernel: { kind: "rbf", gamma: 0.01 } }],
  ];
  for (const [name, rows, columns, options] of shapes) {
    it(`${name}`, async () => {
      const side = "kernel" in options ? rows : Math.min(rows, columns);
      // A megabyte for vectors, the panels of products, and what the allocator leaves between.
      const most = rows * columns + 2 * side * side + 2 ** 17;
      expect(await taken(rows, columns, options)).toBeLessThan(most);
    });
  }

  it("at λ = 0, where rows outnumber columns, its input and one factor of that size", async () => {
    expect(await taken(10_000, 80, { lambda: 0 })).toBeLessThan(2.1 * 10_000 * 81 + 2 ** 17);
  });
});
