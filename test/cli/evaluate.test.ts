import { evaluate, isotropic, powerLaw, ridge } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { Folder, json, misuse, ridgelaw } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const population = powerLaw({ exponent: 1.5, source: 0.5, modes: 1e4, noise: 0.1 });
const { problem } = ridge(population, { samples: 100, lambda: 1e-3 });
const grid = ridge(population, { samples: [10, 100], lambda: [1e-3, 1] }).problem;
const plain = (report: object) =>
  JSON.parse(
    JSON.stringify(report, (_, x) => (ArrayBuffer.isView(x) ? Array.from(x as Float64Array) : x)),
  );

const lines = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("ridgelaw evaluate", () => {
  it("says of one problem what the library says, to the last digit", async () => {
    const path = folder.write("problem.json", JSON.stringify(problem, undefined, 2));
    expect(await json(["evaluate", path])).toEqual(plain(evaluate(problem)));
    expect(await json(["evaluate", "-"], JSON.stringify(problem))).toEqual(
      plain(evaluate(problem)),
    );
  });

  it("gives a grid as flat arrays with their shape", async () => {
    const report = await json(["evaluate", "-"], JSON.stringify(grid));
    expect(report.shape).toEqual([2, 2]);
    expect(report).toEqual(plain(evaluate(grid)));
  });

  it("answers an array with an array", async () => {
    const reports = await json(["evaluate", "-"], JSON.stringify([problem, grid]));
    expect(reports).toEqual(plain(evaluate([problem, grid])));
  });

  it("answers lines with lines, with --json and without", async () => {
    const text = `${JSON.stringify(problem)}\n\n${JSON.stringify(grid)}\r\n`;
    const path = folder.write("problems.jsonl", text);
    for (const args of [
      ["evaluate", path],
      ["evaluate", path, "--json"],
    ]) {
      const { code, stdout, stderr } = await ridgelaw(args);
      expect([code, stderr]).toEqual([0, ""]);
      expect(lines(stdout)).toEqual([plain(evaluate(problem)), plain(evaluate(grid))]);
    }
    expect(lines((await ridgelaw(["evaluate", "-"], text)).stdout)).toHaveLength(2);
  });

  it("writes an infinite error as a string, with its status", async () => {
    const threshold = ridge(isotropic({ dimension: 10, noise: 1 }), {
      samples: 10,
      lambda: 0,
    }).problem;
    const report = await json(["evaluate", "-"], JSON.stringify(threshold));
    expect(report).toMatchObject({ testError: "Infinity", status: "InterpolationThreshold" });
  });

  it.each([
    ["", "stdin is empty"],
    ["{", "stdin is no JSON"],
    ["[1,", "stdin is no JSON"],
    ["5", "stdin: the problem must be an object"],
    ["null", "stdin: the problem must be an object"],
    ["[null]", "stdin: [0] must be an object"],
    [JSON.stringify({ ...problem, lambda: -1e9 }), "stdin: lambda must lie above its edge"],
    [JSON.stringify({ ...problem, samples: 0 }), "stdin: samples must be positive"],
    [JSON.stringify({ ...problem, lamda: 1 }), "stdin: lamda is not an argument here"],
    [JSON.stringify(problem).replace("0.001", "1e999"), "stdin: lambda must be a finite number"],
    [JSON.stringify({ ...problem, lambda: "Infinity" }), "stdin: lambda must be"],
    [JSON.stringify([problem, { ...problem, noise: -1 }]), "stdin: [1].noise must be"],
    [`${JSON.stringify(problem)}\n\n{"x"\n`, "stdin: line 3 is no JSON"],
    [
      `${JSON.stringify(problem)}\n\n${JSON.stringify({ ...problem, noise: -1 })}`,
      "stdin: line 3: noise must be",
    ],
  ])("refuses %j", async (text, words) => {
    expect(await misuse(["evaluate", "-"], text)).toContain(words);
  });

  it("names the file at fault", async () => {
    const bytes = folder.write("latin1.json", Uint8Array.of(0x7b, 0xe9, 0x7d));
    expect(await misuse(["evaluate", bytes])).toContain("latin1.json is not a text file in UTF-8");
    expect(await misuse(["evaluate", folder.at("absent.json")])).toContain(
      "absent.json cannot be read",
    );
    expect(await misuse(["evaluate", folder.path])).toContain("it is a folder");
  });
});
