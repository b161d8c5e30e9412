// Errors of one copy of the library in the eyes of another: an ES module beside a CommonJS one, or plots in a page.
import { CoreUnavailable, EngineCrashed, RidgelawError } from "ridgelaw";
import { describe, expect, it } from "vitest";

type Errors = typeof import("../../ts/bridge/errors.ts");
const copy = "../../ts/bridge/errors.ts?copy";
const other = (await import(copy)) as Errors;

describe("errors of another copy", () => {
  const misuse = new other.RidgelawError("Missing", "X", "X is missing");
  const crash = new other.EngineCrashed("panic");

  it("are of another class, and yet instances", () => {
    expect(other.RidgelawError).not.toBe(RidgelawError);
    expect(misuse instanceof RidgelawError).toBe(true);
    expect(crash instanceof RidgelawError).toBe(true);
    expect(crash instanceof EngineCrashed).toBe(true);
    expect(new RidgelawError("Missing", "X", "X is missing") instanceof other.RidgelawError).toBe(
      true,
    );
  });

  it("are instances of what they are alone", () => {
    expect(misuse instanceof EngineCrashed).toBe(false);
    expect(crash instanceof CoreUnavailable).toBe(false);
    class Own extends RidgelawError {}
    expect(misuse instanceof Own).toBe(false);
    expect(new RidgelawError("Missing", "X", "") instanceof Own).toBe(false);
    expect(new Own("Missing", "X", "X is missing") instanceof Own).toBe(true);
    for (const stranger of [null, undefined, 5, "x", {}, new Error("x"), { name: "RidgelawError" }])
      expect(stranger instanceof RidgelawError).toBe(false);
  });

  it("show nothing but what they say", () => {
    expect(Object.keys(misuse)).toEqual(["code", "argument"]);
  });
});
