import { beforeEach, describe, expect, it, vi } from "vitest";
import { Core } from "../../ts/bridge/core.ts";
import { EngineCrashed, RidgelawError } from "../../ts/bridge/errors.ts";
import { trappingCore } from "./trapping-core.ts";

type Call = (verb: string, options: unknown) => unknown;
let call: Call;

const works = () =>
  expect(call("version", {})).toEqual({ version: expect.stringMatching(/^\d+\.\d+\.\d+/) });

/** What `run` throws. */
function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (thrown) {
    return thrown;
  }
  throw new Error("nothing was thrown");
}

beforeEach(() => {
  // A real core, but for two verbs that are made to fail as a defect would.
  const core = new Core("linalg", trappingCore);
  call = (verb, options) => core.call(verb, options);
});

describe("call", () => {
  it("compiles the core at its first call, and answers", () => {
    works();
    works();
  });

  it("turns misuse into an error with a code and the argument's name", () => {
    const error = thrownBy(() => call("no such verb", {}));
    expect(error).toBeInstanceOf(RidgelawError);
    expect(error).toMatchObject({
      argument: expect.stringContaining("verb"),
      code: expect.any(String),
    });
  });

  it.each([
    ["a panic", "panic: here", "panic: here"],
    ["a trap", "traps", "unreachable"],
  ])("reports %s as EngineCrashed and runs the next call on a fresh instance", (_, verb, words) => {
    for (let round = 0; round < 3; round++) {
      works();
      const error = thrownBy(() => call(verb, {}));
      expect(error).toMatchObject({ name: "EngineCrashed", code: "EngineCrashed" });
      expect((error as Error).message).toContain(words);
      expect((error as Error).cause).toBeInstanceOf(Error);
    }
    works();
  });

  it("survives a crash in its very first call", () => {
    expect(thrownBy(() => call("traps", {}))).toMatchObject({ name: "EngineCrashed" });
    works();
  });

  it("survives a stack that ran out", () => {
    const options = {
      get again(): unknown {
        return call("version", options);
      },
    };
    expect(thrownBy(() => call("version", options))).toMatchObject({ name: "EngineCrashed" });
    works();
  });

  it("hands an error of the options' own getter through, and goes on", () => {
    const own = new TypeError("mine");
    const options = {
      get broken(): never {
        throw own;
      },
    };
    expect(thrownBy(() => call("version", options))).toBe(own);
    works();
  });

  it("may be called from a getter of its own options", () => {
    const inner = vi.fn(works);
    const options = {
      get inner(): number {
        inner();
        return 1;
      },
    };
    // `version` takes no options: what matters is that the outer call ends in order.
    expect(thrownBy(() => call("version", options))).toMatchObject({ name: "RidgelawError" });
    expect(inner).toHaveReturned();
    works();
  });

  it("does not replace the instance under a call that is still running in it", () => {
    const options = {
      get inner(): unknown {
        expect(thrownBy(() => call("traps", {}))).toMatchObject({ name: "EngineCrashed" });
        return thrownBy(() => call("version", {}));
      },
    };
    thrownBy(() => {
      call("version", options);
      throw new Error("either outcome will do");
    });
    works();
  });
});

describe("the errors", () => {
  it("tell a crash from misuse by their code", () => {
    expect(new EngineCrashed("x")).toBeInstanceOf(RidgelawError);
    expect(Object.keys(new RidgelawError("Code", "argument", "words"))).toEqual([
      "code",
      "argument",
    ]);
  });
});
