// What is wrong with a call is told before any connection: nobody listens at the address given here.
import { serveSweeps, submitSweep } from "ridgelaw/bullmq";
import { describe, expect, it } from "vitest";
import { grid } from "../support/grid.ts";
import { caught } from "../support/misuse.ts";

const redis = "redis://127.0.0.1:1";
const store = { read: () => undefined, write: () => {} };

/** What both sides refuse among their options. */
const both: [string, object | unknown, string][] = [
  ["no options", null, "WrongType options"],
  ["a list of options", [redis], "WrongType options"],
  ["a misspelt option", { redis, que: "x" }, "Unknown que"],
  ["no address", {}, "WrongType redis"],
  ["a client for an address", { redis: new (class Redis {})() }, "WrongType redis"],
  ["a signal that is none", { redis, signal: {} }, "WrongType signal"],
  ["a signal that is null", { redis, signal: null }, "WrongType signal"],
  ["half a signal", { redis, signal: { aborted: false, throwIfAborted() {} } }, "WrongType signal"],
  ["a word for a listener", { redis, onProgress: "x" }, "WrongType onProgress"],
  ["a queue without a name", { redis, queue: "" }, "WrongType queue"],
  ["no patience", { redis, patience: 0 }, "OutOfRange patience"],
];

const said = async (call: () => unknown) => {
  const { code, argument } = await caught(call);
  return `${code} ${argument}`;
};

describe("a worker of a queue", () => {
  it.each([
    ...both,
    ["a lease without end", { redis, lease: Number.POSITIVE_INFINITY }, "OutOfRange lease"],
    ["a word for a time", { redis, idle: "1" }, "OutOfRange idle"],
  ])("refuses %s", async (_, options, expected) => {
    expect(await said(() => serveSweeps(options as never))).toBe(expected);
  });
});

describe("a submission", () => {
  it.each([
    ...both,
    ["half a cell", { redis, waiting: 0.5 }, "OutOfRange waiting"],
    ["no attempt", { redis, attempts: 0 }, "OutOfRange attempts"],
  ])("refuses %s", async (_, options, expected) => {
    expect(await said(() => submitSweep(grid, store, options as never))).toBe(expected);
  });

  it("refuses a grid and a store that are none", async () => {
    for (const wrong of [null, undefined, 1, [], "x"] as never[]) {
      expect(await said(() => submitSweep(wrong, store, { redis }))).toBe("WrongType grid");
      expect(await said(() => submitSweep(grid, wrong, { redis }))).toBe("WrongType store");
    }
    const reader = { read: store.read } as never;
    expect(await said(() => submitSweep(grid, reader, { redis }))).toBe("WrongType store");
  });

  it("throws the reason of a signal that has aborted", async () => {
    const reason = new Error("enough");
    const options = { redis, signal: AbortSignal.abort(reason) };
    await expect(submitSweep(grid, store, options)).rejects.toBe(reason);
    await expect(serveSweeps(options)).rejects.toBe(reason);
  });
});
