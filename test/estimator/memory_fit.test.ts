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
async function taken(
  rows: number,
  columns: number,
  options: object,
  entry: (z: number, column: number, row: Float64Array) => number = (z) => z,
): Promise<number> {
  const fresh = `?rows=${rows}&columns=${columns}&${entry}&${JSON.stringify(options)}`;
  const { initSync, call } = (await import(
    /* @vite-ignore */ pathToFileURL(`${core}/ridgelaw.js`).href + fresh
  )) as Core;
  const { memory } = initSync({ module });
  const draw = normals(1);
  const X = { data: Float64Array.from({ length: rows * columns }, draw), rows, columns };
  for (let i = 0; i < rows; i++) {
    const row = X.data.subarray(i * columns, (i + 1) * columns);
    row.forEach((z, j) => {
      row[j] = entry(z, j, row);
    });
  }
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

  const previous = (row: Float64Array, j: number) => row[j - (j % 2)] as number;
  const hard: [string, Parameters<typeof taken>[3]][] = [
    ["nearly depend", (z, j, row) => (j % 2 ? previous(row, j) + 1e-6 * z : z)],
    ["depend", (z, j, row) => (j % 2 ? previous(row, j) : z)],
  ];
  for (const [how, entry] of hard) {
    it(`and two squares of that size more where columns ${how} on others`, async () => {
      const most = 900 * 400 + 4 * 400 * 400 + 2 ** 17;
      expect(await taken(900, 400, {}, entry)).toBeLessThan(most);
    });
  }
});
