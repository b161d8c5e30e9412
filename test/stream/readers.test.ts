// Files piece by piece against the same files whole.
import {
  accumulate,
  type ByteSource,
  csvChunks,
  type Matrix,
  npyChunks,
  npyRows,
  readCsv,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { npy } from "../data/npy_file.ts";
import { caught } from "../support/misuse.ts";

const encoder = new TextEncoder();

const npyFile = ({ data, rows, columns }: Matrix) =>
  npy({ values: [...data], shape: [rows, columns] });

/** Bytes in pieces of `size`. */
function* pieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of source) list.push(item);
  return list;
}

const numbers = (parts: readonly { data: Float64Array }[]) =>
  parts.flatMap(({ data }) => [...data]);

describe("csvChunks", () => {
  const table = `\uFEFFa,"b, or\nso",y\r\n${Array.from({ length: 50 }, (_, i) => `${i},"${i * 2}",${i % 3}.5`).join("\r\n")}\r\n\r\n`;

  it("reads what readCsv reads, whatever the pieces", async () => {
    const whole = readCsv(table, { target: "y" });
    for (const size of [1, 2, 5, 64, 1e6]) {
      const chunks = await all(csvChunks(pieces(encoder.encode(table), size), { target: "y" }));
      expect(numbers(chunks.map(({ X }) => X))).toEqual([...whole.X.data]);
      expect(chunks.flatMap(({ y }) => [...(y as Float64Array)])).toEqual([
        ...(whole.y as Float64Array),
      ]);
      expect(chunks[0]?.features).toEqual(["a", "b, or\nso"]);
    }
  });

  it("reads labels and web streams", async () => {
    const text = "x,kind\n1,yes\n2,no\n3,yes\n";
    const stream = new Blob([text]).stream() as ByteSource;
    const chunks = await all(csvChunks(stream, { target: "kind" }));
    expect(chunks.flatMap(({ y }) => [...(y as string[])])).toEqual(["yes", "no", "yes"]);
  });

  /** Signs, exponents, blanks, quotes in some lines and blank lines: more than one text of a worker. */
  const long = Array.from({ length: 90_000 }, (_, i) => {
    const cells = [`${i}`, ` ${-i / 7}\t`, `+${i}.5e-3`, `${i % 3 ? i : `"${i}"`}`, `.${i}E2`];
    return `${i % 17 === 0 ? "\n" : ""}${(i < 50_000 ? cells : cells.map((cell) => cell.replaceAll('"', ""))).join(",")}\n`;
  });
  const header = "a,b,skipped,y,c\n";

  it("gives the same numbers on workers, in the order of rows", async () => {
    const text = header + long.join("");
    const options = { target: "y", ignore: ["skipped"] };
    const whole = readCsv(text, options);
    const bytes = encoder.encode(text);
    for (const workers of [0, 1, 2]) {
      const chunks = await all(csvChunks(pieces(bytes, 65_536), { ...options, workers }));
      expect(chunks.length).toBeGreaterThan(2);
      expect(numbers(chunks.map(({ X }) => X))).toEqual([...whole.X.data]);
      expect(chunks.flatMap(({ y }) => [...(y as Float64Array)])).toEqual([
        ...(whole.y as Float64Array),
      ]);
    }
    const here = await accumulate(csvChunks(pieces(bytes, 65_536), options));
    for (const workers of [1, 2]) {
      const there = await accumulate(csvChunks(pieces(bytes, 9_999), options), { workers });
      expect(there).toEqual(here);
      // Once begun, it goes on where it is.
      const begun = csvChunks(pieces(bytes, 65_536), options);
      const { value } = await begun.next();
      const { rows } = await accumulate(begun, { workers });
      expect(rows + value.X.rows).toBe(90_000);
    }
  }, 60_000);

  it("reads several targets and labels on workers", async () => {
    const bytes = encoder.encode(`p,q,r\n${"1,2,3\n4,5,6\n".repeat(200_000)}`);
    const several = await all(csvChunks(pieces(bytes, 1e6), { target: ["r", "p"], workers: 2 }));
    for (const { X, y, targets } of several) {
      expect([X.columns, targets]).toEqual([1, ["r", "p"]]);
      expect((y as Matrix).data.slice(0, 2)).toEqual(Float64Array.of(3, 1));
    }
    const kinds = ["yes", " no ", '"a, b"', "été", "\u00a07", "7"];
    const lines = Array.from({ length: 200_000 }, (_, i) => `${i},${kinds[i % (i < 2e4 ? 6 : 2)]}`);
    const text = `x,kind\n${lines.join("\n")}\n`;
    const options = { target: "kind", labels: true };
    const whole = readCsv(text, options);
    expect(new Set(whole.y as string[])).toEqual(new Set(["yes", "no", "a, b", "été", "7"]));
    for (const workers of [0, 2]) {
      const bytes = pieces(encoder.encode(text), 65_536);
      const chunks = await all(csvChunks(bytes, { ...options, workers }));
      expect(chunks.flatMap(({ y }) => [...(y as string[])])).toEqual(whole.y);
      expect(numbers(chunks.map(({ X }) => X))).toEqual([...whole.X.data]);
    }
  }, 60_000);

  it("ends at the first wrong row on workers as it does here, with its line", async () => {
    for (const [wrong, code, place] of [
      ["1,2,3,oops,5\n", "NotANumber", "column y"],
      ["1,2,3,1e999,5\n", "NotFinite", "column y"],
      ["1,2,,4,\n", "EmptyCell", "column c"],
      ["1,2,3\n", "RaggedRow", ""],
      ['1,2,3,"4,5\n', "NotCsv", ""],
    ] as const) {
      const text = header + long.slice(50_000, 85_000).join("") + wrong + long[60_001];
      const bytes = encoder.encode(text);
      const of = (workers: number) => {
        const options = { target: "y", ignore: ["skipped"], workers };
        return caught(() => all(csvChunks(pieces(bytes, 65_536), options)));
      };
      const [here, there] = [await of(0), await of(2)];
      expect([there.code, there.argument, there.message]).toEqual([
        here.code,
        here.argument,
        here.message,
      ]);
      expect(here.code).toBe(code);
      expect(here.argument).toMatch(/^line 3\d{4}/);
      expect(here.argument).toContain(place);
    }
  }, 60_000);

  it("names the line in the whole file", async () => {
    const cases: [string, string, string][] = [
      ["x,y\n1,2\n3,oops\n", "NotANumber", "line 3, column y"],
      ["x,y\n1,2\n\n3\n", "RaggedRow", "line 4"],
      ["x,y\n", "Empty", "bytes"],
      ["", "Empty", "bytes"],
      ['x,y\n1,2\n"3,4\n5,6\n', "NotCsv", "line 3"],
      ["x,y\n1,a\n2,3\n", "NotANumber", "line 2, column y"],
    ];
    for (const [text, code, argument] of cases) {
      for (const size of [1e6]) {
        const error = await caught(() =>
          all(csvChunks(pieces(encoder.encode(text), size), { target: "y" })),
        );
        expect([error.code, error.argument]).toEqual([code, argument]);
      }
    }
    const error = await caught(() =>
      all(csvChunks(pieces(encoder.encode("x,y\n1,2\n3,oops\n"), 4), { target: "y" })),
    );
    expect([error.code, error.argument]).toEqual(["NotANumber", "line 3, column y"]);
    const bytes = await caught(() =>
      all(csvChunks([new Uint8Array([0xff, 0xfe])], { target: "y" })),
    );
    expect(bytes.code).toBe("NotCsv");
  });
});

describe("npyRows", () => {
  const matrix: Matrix = {
    data: Float64Array.from({ length: 60 }, (_, i) => i / 7),
    rows: 20,
    columns: 3,
  };

  it("reads rows, whatever the pieces", async () => {
    const file = npyFile(matrix);
    for (const size of [1, 3, 24, 100, 1e6]) {
      const parts = await all(npyRows(pieces(file, size)));
      expect(numbers(parts)).toEqual([...matrix.data]);
    }
  });

  it("pairs features and targets that come in other portions", async () => {
    const y: Matrix = {
      data: Float64Array.from({ length: 20 }, (_, i) => -i),
      rows: 20,
      columns: 1,
    };
    for (const [a, b] of [
      [50, 9],
      [1, 1e6],
      [1e6, 1],
    ] as const) {
      const chunks = await all(npyChunks(pieces(npyFile(matrix), a), pieces(npyFile(y), b)));
      expect(numbers(chunks.map(({ X }) => X))).toEqual([...matrix.data]);
      expect(numbers(chunks.map((chunk) => chunk.y))).toEqual([...y.data]);
    }
    const memory = await all(npyChunks(pieces(npyFile(matrix), 77), y.data));
    expect(numbers(memory.map((chunk) => chunk.y))).toEqual([...y.data]);
    for (const count of [19, 21]) {
      const other = new Float64Array(count);
      const error = await caught(() => all(npyChunks(pieces(npyFile(matrix), 77), other)));
      expect([error.code, error.argument]).toEqual(["ShapeMismatch", "y"]);
    }
  });

  it("says what is wrong with a file", async () => {
    const file = npyFile(matrix);
    const of = (bytes: Uint8Array) => caught(() => all(npyRows(pieces(bytes, 50))));
    expect((await of(file.subarray(0, file.length - 8))).code).toBe("NotNpy");
    expect((await of(encoder.encode("hello, this is no array"))).code).toBe("NotNpy");
    expect((await of(new Uint8Array(0))).code).toBe("NotNpy");
    const nan = { ...matrix, data: Float64Array.from(matrix.data) };
    nan.data[41] = Number.NaN;
    const error = await of(npyFile(nan));
    expect([error.code, error.argument]).toEqual(["NotFinite", "bytes[13][2]"]);
  });
});
