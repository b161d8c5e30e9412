// Every function that takes an object refuses whatever is none, instead of taking it for an object with nothing in it.
import * as ridgelaw from "ridgelaw";
import * as linalg from "ridgelaw/linalg";
import { describe, expect, it } from "vitest";
import { isPlain } from "../../ts/bridge/options.ts";
import { caught } from "../support/misuse.ts";
import { calls } from "./calls.ts";

/** What is no plain object. Most of them have no entries that can be seen. */
const strangers: [string, unknown][] = [
  ["NaN", Number.NaN],
  ["-1", -1],
  ["0", 0],
  ["10n", 10n],
  ["a text", "x"],
  ["no text", ""],
  ["true", true],
  ["false", false],
  ["null", null],
  ["an array", []],
  ["a typed array", new Float64Array(2)],
  ["a date", new Date(0)],
  ["a map", new Map([["samples", 1]])],
  ["a promise", Promise.resolve({})],
  ["a function", () => ({})],
  ["a symbol", Symbol("x")],
  ["an object of a class", new (class Settings {})()],
];

/** Functions whose arguments are all numbers, texts, lists or matrices; errors; those that read no argument at once. */
const without = [
  "cholesky",
  "classesOf",
  "describeFrames",
  "gram",
  "logspace",
  "mergedLines",
  "multiply",
  "npyChunks",
  "npyRows",
  "openRecord",
  "powerLawConstants",
  "readNpy",
  "recordName",
  "svd",
  "CoreUnavailable",
  "EngineCrashed",
  "RidgelawError",
];

/** Where nothing may be there, and where a list may be given as well. */
const allowed: Record<string, readonly string[]> = {
  null: [
    "into",
    "frame",
    "now",
    "cost",
    "kernel",
    "ensemble",
    "sampleCorrelation",
    "fitLaw at",
    "optimalRidge model",
    "vary",
  ],
  "an array": ["cost", "evaluate problem", "localExponents problem"],
};

describe("a plain object", () => {
  it("is one of braces, of JSON or of another realm, frozen or without a prototype", () => {
    const bare = Object.assign(Object.create(null), { a: 1 });
    for (const plain of [{}, { a: 1 }, JSON.parse("{}"), bare, Object.freeze({})]) {
      expect(isPlain(plain)).toBe(true);
    }
  });

  it.each(strangers)("is not %s", (_, stranger) => expect(isPlain(stranger)).toBe(false));
});

describe("the list of calls", () => {
  it("holds every function there is", () => {
    const exported = Object.entries({ ...ridgelaw, ...linalg }).filter(
      ([, value]) => typeof value === "function",
    );
    const listed = new Set([...Object.keys(calls).map((name) => name.split(".")[0]), ...without]);
    const missing = exported.map(([name]) => name).filter((name) => !listed.has(name));
    expect(missing).toEqual([]);
  });
});

for (const [name, byArgument] of Object.entries(calls)) {
  for (const [argument, call] of Object.entries(byArgument)) {
    it(`${name} refuses a stranger as ${argument}`, async () => {
      for (const [what, stranger] of strangers) {
        if ([argument, `${name} ${argument}`].some((place) => allowed[what]?.includes(place)))
          continue;
        const error = await caught(() => call(stranger as never));
        expect([what, error.argument]).toEqual([what, argument]);
        expect(["WrongType", "Missing", "Empty"]).toContain(error.code);
        expect(error.message).toContain(argument);
      }
    });
  }
}
