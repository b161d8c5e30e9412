import fc from "fast-check";
import { readNpy } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { type Layout, npy } from "./npy_file.ts";
import { misuseOf, valueOrMisuse } from "./thrown.ts";

describe("readNpy", () => {
  it.each([
    ["f8", [1.5, -2, 1e300]],
    ["f4", [1.5, -2, 2 ** -20]],
    ["i8", [-(2 ** 53) + 1, 0, 7]],
    ["u8", [2 ** 53 - 1, 0, 7]],
    ["i4", [-(2 ** 31), 0, 7]],
    ["u4", [2 ** 32 - 1, 0, 7]],
    ["i2", [-(2 ** 15), 0, 7]],
    ["u2", [2 ** 16 - 1, 0, 7]],
    ["i1", [-128, 0, 7]],
    ["u1", [255, 0, 7]],
    ["b1", [1, 0, 1]],
  ])("reads %s of either byte order as one column", (type, values) => {
    for (const order of ["<", ">"] as const) {
      const matrix = readNpy(npy({ type, order, shape: [3], values }));
      expect(matrix).toEqual({ data: Float64Array.from(values), rows: 3, columns: 1 });
    }
  });

  it("reads C and Fortran order as the same matrix", () => {
    const matrix = { data: Float64Array.of(1, 2, 3, 4, 5, 6), rows: 2, columns: 3 };
    expect(readNpy(npy({ shape: [2, 3], values: [1, 2, 3, 4, 5, 6] }))).toEqual(matrix);
    const fortran = npy({ shape: [2, 3], values: [1, 4, 2, 5, 3, 6], fortran: true });
    expect(readNpy(fortran)).toEqual(matrix);
  });

  it.each([1, 2, 3])("reads version %i of the format", (version) => {
    expect(readNpy(npy({ version, values: [7] })).data[0]).toBe(7);
  });

  it("reads what NumPy 2.4.6 wrote", () => {
    // np.save(file, np.array([[1, 2.5], [-3, 1e-9]], dtype=">f4", order="F"))
    const head =
      "k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMiks";
    const tail =
      "IH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo/gAAAwEAAAEAgAAAwiXBf";
    const { data, rows, columns } = readNpy(Buffer.from(head + tail, "base64"));
    expect([rows, columns]).toEqual([2, 2]);
    expect(Array.from(data)).toEqual([1, 2.5, -3, Math.fround(1e-9)]);
  });

  it("reads an ArrayBuffer, and a view that does not begin at a multiple of eight", () => {
    const bytes = npy({ values: [1, 2] });
    expect(readNpy(bytes.slice().buffer).data).toEqual(Float64Array.of(1, 2));
    const shifted = new Uint8Array(bytes.length + 5);
    shifted.set(bytes, 3);
    const view = shifted.subarray(3, 3 + bytes.length);
    expect(readNpy(view).data).toEqual(Float64Array.of(1, 2));
  });
});

describe("readNpy refuses", () => {
  const bytes = npy({ values: [1, 2] });
  const table: [string, Uint8Array, string, string][] = [
    ["nothing", new Uint8Array(0), "NotNpy", "does not begin as one"],
    ["a text", new TextEncoder().encode("a,b\n1,2\n"), "NotNpy", "does not begin as one"],
    ["a header cut off", bytes.subarray(0, 40), "NotNpy", "ends within its header"],
    ["a magic string alone", bytes.subarray(0, 8), "NotNpy", "ends within its header"],
    ["numbers cut off", bytes.subarray(0, -1), "NotNpy", "15 bytes of numbers"],
    ["numbers to spare", Uint8Array.of(...bytes, 0), "NotNpy", "17 bytes of numbers"],
    ["an unknown version", npy({ version: 4, values: [1] }), "NotNpy", "format 4"],
    ["objects", npy({ descr: "|O", values: [1] }), "Unsupported", "type |O"],
    ["text", npy({ descr: "<U8", values: [1] }), "Unsupported", "type <U8"],
    ["complex numbers", npy({ descr: "<c16", values: [1] }), "Unsupported", "type <c16"],
    ["half precision", npy({ descr: "<f2", values: [1] }), "Unsupported", "type <f2"],
    ["a prototype's name", npy({ descr: "<toString", values: [1] }), "Unsupported", "toString"],
    ["three dimensions", npy({ shape: [1, 1, 1], values: [1] }), "Unsupported", "3 dimensions"],
    ["a scalar", npy({ shape: [], values: [1] }), "Unsupported", "0 dimensions"],
    ["no rows", npy({ shape: [0, 3], values: [] }), "Empty", "empty"],
    ["NaN", npy({ values: [1, Number.NaN] }), "NotFinite", "bytes[1][0]"],
    ["infinity", npy({ shape: [1, 2], values: [1, -Infinity] }), "NotFinite", "bytes[0][1]"],
    ["too large an integer", npy({ type: "i8", values: [2 ** 60] }), "OutOfRange", "bytes[0][0]"],
  ];

  it.each(table)("%s", (_, input, code, words) => {
    const error = misuseOf(() => readNpy(input));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  it("a shape beyond all memory before it takes any", () => {
    const huge = npy({ shape: [2 ** 40, 2 ** 40], values: [1] });
    expect(misuseOf(() => readNpy(huge)).code).toBe("NotNpy");
  });

  it("what is no bytes", () => {
    expect(misuseOf(() => readNpy([1] as never))).toMatchObject({ code: "WrongType" });
  });
});

describe("whatever the bytes, readNpy", () => {
  const layout: fc.Arbitrary<Layout> = fc.record(
    {
      type: fc.constantFrom("f8", "f4", "i8", "u2", "b1"),
      order: fc.constantFrom("<", ">"),
      fortran: fc.boolean(),
      version: fc.integer({ min: 0, max: 5 }),
      shape: fc.array(fc.nat({ max: 4 }), { maxLength: 3 }),
      values: fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 9 }),
    },
    { requiredKeys: ["values"] },
  );
  const damage = fc.array(fc.tuple(fc.nat({ max: 200 }), fc.nat({ max: 255 })), { maxLength: 4 });

  it("gives a whole matrix of finite numbers, or a RidgelawError", () => {
    const check = (bytes: Uint8Array) => {
      const matrix = valueOrMisuse(() => readNpy(bytes));
      if (!matrix) return;
      expect(matrix.data.length).toBe(matrix.rows * matrix.columns);
      expect(matrix.data.every(Number.isFinite)).toBe(true);
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), check), { numRuns: 500 });
    const damaged = fc.tuple(layout, damage).map(([file, places]) => {
      const bytes = npy(file);
      for (const [at, byte] of places) bytes[at % bytes.length] = byte;
      return bytes;
    });
    fc.assert(fc.property(damaged, check), { numRuns: 3_000 });
  });
});
