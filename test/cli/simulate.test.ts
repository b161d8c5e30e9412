import { powerLaw, ridge, simulate } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { Folder, json, misuse, ridgelaw } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const law = powerLaw({ exponent: 1.2, source: 0.4, modes: 40, noise: 0.1 });
const { problem } = ridge(law, { samples: 50, lambda: 0.01 });
const path = folder.write("problem.json", JSON.stringify(problem));
const plain = (report: object) =>
  JSON.parse(
    JSON.stringify(report, (_, x) => (ArrayBuffer.isView(x) ? Array.from(x as Float64Array) : x)),
  );

describe("ridgelaw simulate", () => {
  it("says what the library says, to the last digit, on any number of workers", async () => {
    const options = { trials: 60, seed: 4, quantiles: [0.1, 0.9] };
    const expected = plain(await simulate(problem as never, { ...options, workers: 0 }));
    const args = ["--trials", "60", "--seed", "4", "--quantiles", "0.1,0.9"];
    for (const workers of ["0", "2"]) {
      const all = ["simulate", path, ...args, "--workers", workers];
      expect(await json(all)).toEqual(expected);
    }
    expect(await json(["simulate", "-", ...args], JSON.stringify(problem))).toEqual(expected);
  });

  it("takes a design, and keeps raw values", async () => {
    const args = ["--trials", "10", "--design", "studentT", "--degrees-of-freedom", "8", "--raw"];
    const report = await json(["simulate", path, ...args]);
    const design = { kind: "studentT" as const, degreesOfFreedom: 8 };
    const expected = await simulate(problem as never, { trials: 10, design, raw: true });
    expect(report).toEqual(plain(expected));
    expect(report.testError.raw).toHaveLength(10);
  });

  it("refuses a grid without --json before any work", async () => {
    const grid = folder.write("grid.json", JSON.stringify({ ...problem, samples: [50, 60] }));
    expect(await misuse(["simulate", grid, "--trials", "1000000"])).toMatch(/grid.*--json/);
    expect((await json(["simulate", grid, "--trials", "4"])).shape).toEqual([2, 1]);
  });

  it("prints a table for people", async () => {
    const { code, stdout, stderr } = await ridgelaw(["simulate", path, "--trials", "30"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^30 trials, seed 0\n/);
    expect(stdout).toMatch(/ testError +0\.\d+ +0\.\d+ +0\.\d+ +-?\d+\.\d\d\n/);
    expect(stdout).toMatch(/ variance\.noise /);
  });

  it.each([
    [["simulate"], "FILE|- is missing"],
    [["simulate", "absent.json"], "absent.json cannot be read"],
    [["simulate", path, "--trials", "0"], "--trials must be"],
    [["simulate", path, "--trials", "1e"], "--trials takes finite numbers"],
    [["simulate", path, "--seed", "0.5"], "--seed must be"],
    [["simulate", path, "--workers", "-1"], "--workers must be"],
    [["simulate", path, "--design", "normal"], "--design must be one of"],
    [["simulate", path, "--degrees-of-freedom", "4"], "goes with --design"],
    [["simulate", path, "--quantiles", "2"], "quantiles[0] must be"],
  ])("refuses %j", async (args, words) => {
    expect(await misuse(args)).toContain(words);
  });

  it("names the file whose problem is wrong", async () => {
    const wrong = JSON.stringify({ ...problem, samples: 10.5 });
    expect(await misuse(["simulate", "-"], wrong)).toContain("stdin: samples must be a whole");
    expect(await misuse(["simulate", "-"], "{")).toContain("stdin is no JSON");
    expect(await misuse(["simulate", "-"], " ")).toContain("stdin is empty");
    const misspelt = folder.write("misspelt.json", JSON.stringify({ ...problem, noize: 1 }));
    expect(await misuse(["simulate", misspelt])).toContain("noize is not an argument here");
  });
});
