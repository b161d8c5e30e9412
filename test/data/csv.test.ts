import fc from "fast-check";
import { type CsvOptions, readCsv } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf, valueOrMisuse } from "./thrown.ts";

const plain = "a,b,y\n1,2,3\n-4.5,+.5,6e-3\n";
const numbers = (data: Float64Array) => Array.from(data);

describe("readCsv", () => {
  it("reads a table of numbers with the names of its columns", () => {
    const { X, features } = readCsv(plain);
    expect(features).toEqual(["a", "b", "y"]);
    expect(X).toEqual({ data: Float64Array.of(1, 2, 3, -4.5, 0.5, 6e-3), rows: 2, columns: 3 });
  });

  it("parts the target from the features", () => {
    const { X, y, features, targets } = readCsv(plain, { target: "y" });
    expect([features, targets]).toEqual([["a", "b"], ["y"]]);
    expect(numbers(X.data)).toEqual([1, 2, -4.5, 0.5]);
    expect(y).toEqual(Float64Array.of(3, 6e-3));
  });

  it("finds a target by its position, from the end where negative", () => {
    expect(readCsv(plain, { target: 0 }).targets).toEqual(["a"]);
    expect(readCsv(plain, { target: -1 }).targets).toEqual(["y"]);
  });

  it("gives several targets as a matrix, in the order asked for", () => {
    const { y, targets } = readCsv(plain, { target: ["y", "a"] });
    expect(targets).toEqual(["y", "a"]);
    expect(y).toEqual({ data: Float64Array.of(3, 1, 6e-3, -4.5), rows: 2, columns: 2 });
  });

  it("takes a target without numbers for class labels, and a numeric one where told to", () => {
    expect(readCsv("x,c\n1,up\n2,NA\n", { target: "c" }).y).toEqual(["up", "NA"]);
    expect(readCsv("x,c\n1,01\n2,2\n", { target: "c", labels: true }).y).toEqual(["01", "2"]);
  });

  it("gives the columns that are asked for in that order, or leaves out those named", () => {
    expect(numbers(readCsv(plain, { columns: ["y", "a"] }).X.data)).toEqual([3, 1, 6e-3, -4.5]);
    expect(readCsv(plain, { ignore: ["a"], target: "y" }).features).toEqual(["b"]);
    expect(readCsv("a,t\n1,x\n", { ignore: ["t"] }).features).toEqual(["a"]);
  });

  it("numbers the columns of a table without header", () => {
    const { features, X } = readCsv("1,2\n3,4", { header: false, target: "column2" });
    expect(features).toEqual(["column1"]);
    expect(numbers(X.data)).toEqual([1, 3]);
  });

  it.each([
    ["semicolons", "a;b\n1;2\n"],
    ["tabs", "a\tb\n1\t2\n"],
    ["CRLF", "a,b\r\n1,2\r\n"],
    ["CR", "a,b\r1,2\r"],
    ["mixed line ends", "a,b\r\n1,2\n"],
    ["no newline at the end", "a,b\n1,2"],
    ["blank lines", "\n\na,b\n\n1,2\n\n\n"],
    ["a byte order mark", "\uFEFFa,b\n1,2\n"],
    ["quotes and blanks", '"a", b \n"1", 2 \n'],
  ])("understands %s", (_, text) => {
    expect(readCsv(text)).toEqual({
      X: { data: Float64Array.of(1, 2), rows: 1, columns: 2 },
      features: ["a", "b"],
    });
  });

  it("lets quoted names hold delimiters, quotes and line ends", () => {
    const text = '"a;b;c;d","e ""f""","g\nh"\n1,2,3\n4,x,6';
    expect(misuseOf(() => readCsv(text)).argument).toBe('line 4, column e "f"');
    expect(readCsv(text, { ignore: ['e "f"'] }).features).toEqual(["a;b;c;d", "g\nh"]);
  });

  it("gives back every double that was written, but for the sign of zero", () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(finite, finite), { minLength: 1 }), (rows) => {
        const text = ["a,b", ...rows.map((row) => row.map(String).join(","))].join("\n");
        expect(numbers(readCsv(text).X.data)).toEqual(rows.flat().map((x) => x + 0));
      }),
    );
  });
});

describe("readCsv refuses", () => {
  const table: [string, string, CsvOptions, string, string, string][] = [
    ["an empty text", "", {}, "Empty", "text", "the text is empty"],
    ["blank lines alone", "\n \n", {}, "Empty", "text", "the text is empty"],
    ["a header alone", "a,b\n", {}, "Empty", "text", "a header and no rows"],
    ["binary data", "a,b\n\0,1\n", {}, "NotCsv", "text", "binary"],
    [
      "prose",
      "Once upon a time\nthere was",
      { target: "y" },
      "MissingColumn",
      "target",
      "column y",
    ],
    ["a single column to split", "y\n1\n", { target: "y" }, "NotCsv", "text", "parts its columns"],
    ["an open quote", 'a,b\n1,2\n"3,4\n', {}, "NotCsv", "line 3", "quoted"],
    ["text after a quote", 'a,b\n"1"2,3\n', {}, "NotCsv", "line 2", "quoted"],
    ["a short row", "a,b\n1,2\n\n3\n", {}, "RaggedRow", "line 4", "1 cells where 2 are needed"],
    ["a long row", "a,b\n1,2,3\n", {}, "RaggedRow", "line 2", "3 cells where 2 are needed"],
    ["a name twice", "a,b,a\n1,2,3\n", {}, "DuplicateColumn", "line 1", "named a"],
    ["a nameless column", ",b\n1,2\n", {}, "UnnamedColumn", "line 1", "column1"],
    ["an unknown target", plain, { target: "z" }, "MissingColumn", "target", "there are a, b, y"],
    ["a position beyond", plain, { target: 3 }, "MissingColumn", "target", "column 3"],
    ["an unknown column", plain, { columns: ["z"] }, "MissingColumn", "columns", "column z"],
    ["to ignore the unknown", plain, { ignore: ["z"] }, "MissingColumn", "ignore", "column z"],
    [
      "a target among the features",
      plain,
      { target: "y", columns: ["y"] },
      "Conflict",
      "columns",
      "target y",
    ],
    ["a target twice", plain, { target: ["y", "y"] }, "Conflict", "target", "y twice"],
    [
      "columns beside ignore",
      plain,
      { columns: ["a"], ignore: ["b"] },
      "Conflict",
      "ignore",
      "beside",
    ],
    [
      "to leave nothing",
      plain,
      { ignore: ["a", "b", "y"] },
      "Empty",
      "columns",
      "no column is left",
    ],
    [
      "labels of two targets",
      plain,
      { target: ["a", "y"], labels: true },
      "Conflict",
      "labels",
      "single",
    ],
    ["text among numbers", "a,b\n1,2\n3,n/a\n", {}, "NotANumber", "line 3, column b", '"n/a"'],
    ["hexadecimal", "a,b\n1,0x10\n", {}, "NotANumber", "line 2, column b", '"0x10"'],
    ["thousands", "a;b\n1;1,000.5\n", {}, "NotANumber", "line 2, column b", '"1,000.5"'],
    ["a decimal comma", "a;b\n1;1,5\n", {}, "NotANumber", "line 2, column b", "decimal point"],
    ["an empty cell", "a,b\n1,\n", {}, "EmptyCell", "line 2, column b", "empty"],
    ["an empty label", "a,b\n1,x\n2,\n", { target: "b" }, "EmptyCell", "line 3, column b", "empty"],
    ["NaN", "a,b\n1,NaN\n", {}, "NotFinite", "line 2, column b", "NaN is not"],
    ["infinity", "a,b\n1,-inf\n", { target: "b" }, "NotFinite", "line 2, column b", "-inf is not"],
    ["overflow", "a,b\n1,1e999\n", {}, "NotFinite", "line 2, column b", "too large"],
    [
      "a target of both kinds",
      "a,b\n1,2\n1,x\n",
      { target: "b" },
      "NotANumber",
      "line 3, column b",
      '"x"',
    ],
    [
      "it in either order",
      "a,b\n1,x\n1,2\n",
      { target: "b" },
      "NotANumber",
      "line 2, column b",
      '"x"',
    ],
    [
      "text where labels are off",
      "a,b\n1,x\n",
      { target: "b", labels: false },
      "NotANumber",
      "line 2, column b",
      '"x"',
    ],
  ];

  it.each(table)("%s", (_, text, options, code, argument, words) => {
    const error = misuseOf(() => readCsv(text, options));
    expect(error).toMatchObject({ code, argument });
    expect(error.message).toContain(words);
  });

  it("arguments of another type than they should be", () => {
    const wrong = (text: unknown, options?: unknown) =>
      misuseOf(() => readCsv(text as string, options as CsvOptions));
    expect(wrong(5)).toMatchObject({ code: "WrongType", argument: "text" });
    expect(wrong(plain, null)).toMatchObject({ code: "WrongType", argument: "options" });
    expect(wrong(plain, { targets: "y" })).toMatchObject({ code: "Unknown", argument: "targets" });
    expect(wrong(plain, { target: 1.5 })).toMatchObject({ code: "WrongType", argument: "target" });
    expect(wrong(plain, { columns: "a" })).toMatchObject({
      code: "WrongType",
      argument: "columns",
    });
    expect(wrong(plain, { delimiter: "|" })).toMatchObject({ argument: "delimiter" });
  });
});

describe("whatever the text, readCsv", () => {
  const piece = fc.constantFrom(
    ..."a,b;\t\n\r\"'1 2.e-+\uFEFF\0é",
    "\r\n",
    "NaN",
    "1e3",
    '""',
    "0x1",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(piece, { maxLength: 60 }).map((all) => all.join("")),
  );
  const name = fc.oneof(fc.constantFrom("a", "b", "column1", "__proto__"), fc.integer());
  const options = fc.record(
    {
      header: fc.boolean(),
      target: fc.oneof(name, fc.array(name, { maxLength: 3 })),
      labels: fc.boolean(),
      columns: fc.array(name, { maxLength: 3 }),
      ignore: fc.array(name, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  );

  it("gives a whole table of finite numbers, or a RidgelawError", () => {
    fc.assert(
      fc.property(text, options, (input, given) => {
        const table = valueOrMisuse(() => readCsv(input, given as CsvOptions));
        if (!table) return;
        const { data, rows, columns } = table.X;
        expect(data.length).toBe(rows * columns);
        expect(rows * columns).toBeGreaterThan(0);
        expect(table.features.length).toBe(columns);
        expect(data.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});
