// Whatever is wrong with what a picture is given is told by the path of it.
import * as plots from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { misuse, thrown } from "../support/misuse.ts";
import { arguments_, made } from "./whole.ts";

type Entry = [path: string, damaged: (entry: unknown) => unknown];

/** Each entry of plain data, by its path, with copies of the whole that have something else there. */
function* entriesOf(whole: unknown, path: string): Generator<Entry> {
  if (typeof whole !== "object" || whole === null) return;
  for (const [name, inner] of Object.entries(whole)) {
    const place = Array.isArray(whole) ? `${path}[${name}]` : `${path}.${name}`;
    const replaced = (entry: unknown) => {
      const copy: object = Array.isArray(whole) ? [...whole] : { ...whole };
      return Object.assign(copy, { [name]: entry });
    };
    yield [place, replaced];
    for (const [deeper, damaged] of entriesOf(inner, place)) {
      yield [deeper, (entry) => replaced(damaged(entry))];
    }
  }
}

const wrong: [string, unknown][] = [
  ["null", null],
  ["NaN", Number.NaN],
  ["-1", -1],
  ["a text", "x"],
  ["an object", {}],
  ["an array", []],
  ["an array of texts", ["x"]],
  ["a function", () => []],
];

/** Without the one the other is needed. */
const instead: Record<string, string> = { "data.runs.size": "data.runs.parameters" };

describe("the list of pictures", () => {
  it("holds every function there is", () => {
    expect(Object.keys(arguments_).sort()).toEqual(Object.keys(plots).sort());
  });
});

describe.each(Object.entries(arguments_))("%s", (name, byArgument) => {
  const names = Object.keys(byArgument);
  const given = Object.values(byArgument);
  const call = (place: number, value: unknown) => () => made(name, given.with(place, value));

  it("takes what is right", () => {
    expect(made(name, given)).toBeTruthy();
  });

  it("refuses what is nothing, of another type, or empty", () => {
    const [first = ""] = names;
    expect(misuse(call(0, undefined))).toBe(`Missing ${first}`);
    for (const stranger of [null, 5, "x", true, () => ({})]) {
      expect(misuse(call(0, stranger))).toMatch(new RegExp(`^(WrongType|OutOfRange) ${first}$`));
    }
    if (!Array.isArray(given[0])) {
      expect(misuse(call(0, []))).toBe(`WrongType ${first}`);
      expect(misuse(call(0, {}))).toMatch(new RegExp(`^Missing ${first}\\.`));
    }
  });

  it("names the entry that is absent, or of another type, or draws without it", () => {
    let refused = 0;
    names.forEach((argument, place) => {
      for (const [path, damaged] of entriesOf(given[place], argument)) {
        for (const [what, entry] of [["nothing", undefined] as const, ...wrong]) {
          try {
            call(place, damaged(entry))();
          } catch {
            const error = thrown(call(place, damaged(entry)));
            const { argument: told } = error;
            const isNear = told.startsWith(path) || path.startsWith(told);
            expect(isNear || told === instead[path], `${path} ${what} ${told}`).toBe(true);
            expect(error.code).toMatch(/^(Missing|WrongType|OutOfRange|ShapeMismatch)$/);
            expect(error.message).toContain(error.argument);
            refused++;
          }
        }
      }
    });
    expect(refused).toBeGreaterThan(10);
  });
});

describe("sizes that no axis shows", () => {
  it("are left out, and none of them keeps a picture from its end", () => {
    const given = arguments_["learningCurve"]?.["data"] as { forecast: object } | undefined;
    for (const samples of [
      [0, 0],
      [-1, 4],
      [Number.NaN, 4],
      [1e308, 4],
    ]) {
      const data = { forecast: { ...given?.forecast, observed: { samples, looError: [3, 2] } } };
      expect(plots.toSvg(plots.learningCurve(data as never))).not.toMatch(/NaN|Infinity/);
    }
    const values = { data: [1, 2], rows: 1.7e308, columns: 1 };
    const data = {
      ...(arguments_["heatMap"]?.["data"] as object),
      panels: [{ label: "A", values }],
    };
    expect(misuse(() => plots.heatMap(data as never))).toBe(
      "ShapeMismatch data.panels[0].values.data",
    );
  });
});

describe("options of drawing", () => {
  const picture = plots.spectrum({ eigenvalues: [2, 1] });
  const future = arguments_["forecastReport"]?.["forecast"] as never;

  it.each([
    [{ width: 0 }, "OutOfRange width"],
    [{ width: -5 }, "OutOfRange width"],
    [{ width: Number.NaN }, "OutOfRange width"],
    [{ height: Number.POSITIVE_INFINITY }, "OutOfRange height"],
    [{ height: "300" }, "WrongType height"],
    [{ heading: 1 }, "WrongType heading"],
    [{ document: {} }, "Missing document.createElement"],
    [{ widht: 300 }, "Unknown widht"],
    [null, "WrongType options"],
    [[], "WrongType options"],
  ])("that are %j are refused", (options, expected) => {
    expect(misuse(() => plots.toSvg(picture, options as never))).toBe(expected);
  });

  it("of a figure and a report are named as well", () => {
    expect(misuse(() => plots.toFigure(picture, { document: 1 } as never))).toBe(
      "WrongType document",
    );
    const report = (options: object) => misuse(() => plots.forecastReport(future, options));
    expect(report({ trained: [{ samples: 3 }] })).toBe("Missing trained[0].testError");
    expect(report({ fit: {} })).toBe("Missing fit.path");
    expect(report({ pictures: [null] })).toBe("WrongType pictures[0]");
    expect(report({ leed: [] })).toBe("Unknown leed");
  });
});
