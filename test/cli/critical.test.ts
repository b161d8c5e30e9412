import { readFileSync } from "node:fs";
import { convertFrame, dataCollapse, describeFrames, frames } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { normalList } from "../support/random.ts";
import { Folder, json, misuse, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

/** An order parameter near its critical point: x_c = 0.4, 1/ν = 1, ζ = −1/8. */
function curves() {
  const normal = normalList(63, 4);
  const rows = [8, 16, 32].flatMap((L, s) =>
    Array.from({ length: 21 }, (_, i) => {
      const T = 0.4 + (i - 10) * 0.02;
      const m = L ** -0.125 * (1.2 - Math.tanh((T - 0.4) * L));
      return { L, T, m: m + 0.01 * (normal[21 * s + i] as number), dm: 0.01 };
    }),
  );
  const column = (name: "L" | "T" | "m" | "dm") => rows.map((row) => row[name]);
  return { L: column("L"), T: column("T"), m: column("m"), dm: column("dm") };
}

const { L, T, m, dm } = curves();
const table = folder.write("curves.csv", toCsv({ note: L.map((_, i) => `r${i}`), L, T, m, dm }));
const named = ["--size", "L", "--x", "T", "--target", "m", "--errors", "dm"];

describe("ridgelaw collapse", () => {
  it("says what the library says, and the truth lies in its intervals", async () => {
    const found = await json(["collapse", table, ...named, "--seed", "3"]);
    const expected = dataCollapse({ size: L, x: T, y: m, error: dm, seed: 3 });
    expect(found.status).toBe("Converged");
    expect(found.critical).toEqual(expected.critical);
    expect(found.scaledY).toEqual([...expected.scaledY]);
    for (const [name, truth] of [
      ["critical", 0.4],
      ["inverseNu", 1],
      ["zeta", -0.125],
    ] as const) {
      const { value, standardError } = found[name];
      expect(Math.abs(value - truth) / standardError, name).toBeLessThan(3);
    }
  });

  it("holds what is known, and leaves intervals out where none are wanted", async () => {
    const known = ["--zeta", "-0.125", "--inverse-nu", "1", "--bootstrap", "0"];
    const found = await json(["collapse", table, ...named, ...known]);
    expect([found.zeta.value, found.inverseNu.value]).toEqual([-0.125, 1]);
    expect(found.critical).not.toHaveProperty("interval");
    expect(found.critical.value).toBeCloseTo(0.4, 2);
  });

  it("tells people, and draws", async () => {
    const [svg, html] = [folder.at("collapse.svg"), folder.at("collapse.html")];
    const files = ["--svg", svg, "--html", html, "--linear"];
    const { code, stdout, stderr } = await ridgelaw(["collapse", table, ...named, ...files]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/63 measurements at 3 sizes: Converged/);
    expect(stdout).toMatch(/1\/nu +\d/);
    expect(readFileSync(svg, "utf8")).toContain("Data collapse");
    expect(readFileSync(html, "utf8")).toMatch(/^<!doctype html>[\s\S]*<td/);
  });

  it("says what curves that are the same for every size do not tell", async () => {
    const same = folder.write(
      "same.csv",
      toCsv({ size: L, x: T, y: T.map((t) => 2 + Math.tanh(5 * t)) }),
    );
    const { stdout } = await ridgelaw(["collapse", same]);
    expect(stdout).toContain("Undetermined");
    expect(stdout).toMatch(/x_c .*not told by the data/);
  });

  it.each([
    [[], "CURVES.csv is missing"],
    [[table], "names a column size that is not there"],
    [[table, "--size", "note", "--x", "T", "--target", "m"], "line 2, column note"],
    [
      [table, "--size", "dm", "--x", "T", "--target", "m"],
      "12 measurements or more at three sizes",
    ],
    [[table, "--size", "L", "--x", "dm", "--target", "m"], "column dm is the same in every"],
    [[table, "--size", "L", "--x", "T", "--target", "dm"], "column dm is the same in every"],
    [[table, ...named, "--bootstrap", "-1"], "bootstrap"],
    [[table, ...named, "--zeta", "x"], "--zeta takes finite numbers"],
  ])("refuses %j", async (args, words) => {
    expect(await misuse(["collapse", ...args])).toContain(words);
  });

  it("names the row of a size or an error that cannot be", async () => {
    const bad = toCsv({ L: L.map((x, i) => (i === 4 ? 0 : x)), T, m, dm });
    expect(await misuse(["collapse", "-", ...named], bad)).toContain("row 5, column L");
    const worse = toCsv({ L, T, m, dm: dm.map((x, i) => (i === 6 ? -x : x)) });
    expect(await misuse(["collapse", "-", ...named], worse)).toContain("row 7, column dm");
  });
});

describe("ridgelaw frame", () => {
  const cui = { frame: "cui", alpha: 1.65, r: 0.097 } as const;

  it("says what the library says, of all papers or of one", async () => {
    const words = ["frame", "cui", "alpha=1.65", "r=0.097"];
    expect(await json(words)).toEqual(describeFrames(cui));
    expect(await json([...words, "--to", "bordelon"])).toEqual(convertFrame(cui, "bordelon"));
    const back = await json(["frame", "bordelon", "a=1.3201", "b=1.65", "--to", "cui"]);
    expect(back.r).toBeCloseTo(0.097, 12);
  });

  it("lists the papers, and tells people", async () => {
    expect(await json(["frame"])).toEqual(frames);
    const list = await ridgelaw(["frame"]);
    for (const { frame } of frames) expect(list.stdout).toContain(frame);
    const { stdout } = await ridgelaw(["frame", "simon", "alpha=1.3", "beta=1.7"]);
    expect(stdout).toMatch(/simon +arXiv 2311.14646 +alpha = 1.3, beta = 1.7/);
    expect(stdout).toMatch(/bahri .*cannot say it/);
  });

  it("draws", async () => {
    const [svg, html] = [folder.at("frame.svg"), folder.at("frame.html")];
    const args = ["frame", "bahri", "alphaK=0.4", "--svg", svg, "--html", html];
    const { code, stderr } = await ridgelaw(args);
    expect([code, stderr]).toEqual([0, ""]);
    expect(readFileSync(svg, "utf8")).toContain("alphaK = 0.4");
    expect(readFileSync(html, "utf8")).toContain("One law in the words of 8 papers");
  });

  it.each([
    [["kui", "alpha=2"], "did you mean cui?"],
    [["cui", "alpha"], "alpha must be WORD=NUMBER"],
    [["cui", "alpha=two"], "alpha=two must be WORD=NUMBER"],
    [["cui", "alpha=2", "alpha=3"], "alpha is given twice"],
    [["cui", "alpha=2", "beta=3"], "beta is no word of cui; there are alpha, r"],
    [["cui", "alpha=2"], "r is missing"],
    [["cui", "alpha=0.5", "r=1"], "alpha must be above 1"],
    [["cui", "alpha=1.5", "r=1", "--to", "bahri"], "weigh all directions alike"],
    [["cui", "alpha=1.5", "r=1", "--to", "none"], "--to must be one of"],
    [["kaplan", "alphaN=0.076", "alphaD=0.095"], "of no source–capacity law"],
    [["--to", "cui"], "--to needs a paper"],
  ])("refuses %j", async (args, words) => {
    expect(await misuse(["frame", ...args])).toContain(words);
  });
});
