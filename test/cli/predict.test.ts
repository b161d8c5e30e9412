import { Ridge } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { npy } from "../data/npy_file.ts";
import { noisy } from "./designs.ts";
import { Folder, json, misuse, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const data = noisy(40);
const fresh = noisy(55);
const csv = folder.write("data.csv", toCsv(data));
/** The columns in another order, with one that no model knows. */
const other = folder.write("other.csv", toCsv({ note: fresh.side, b: fresh.b, a: fresh.a }));
const rows = (of: typeof data) => of.a.map((a, i) => [a, of.b[i] ?? 0]);

const save = async (name: string, ...args: string[]) => {
  const path = folder.at(name);
  await json(["fit", csv, "--columns", "a,b", ...args, "--save", path]);
  return path;
};

describe("ridgelaw predict", () => {
  it.each([
    ["linear", [], {}],
    ["rbf", ["--kernel", "rbf", "--gamma", "0.7"], { kernel: { kind: "rbf", gamma: 0.7 } }],
    [
      "ntk",
      ["--kernel", "ntk", "--no-intercept"],
      { kernel: { kind: "arcCosine", tangent: true }, intercept: false },
    ],
  ] as const)(
    "says to the last digit what the %s model of the library says",
    async (name, args, options) => {
      const model = await save(`${name}.json`, "--target", "y", "--lambda", "0.01", ...args);
      const { predictions, targets } = await json(["predict", model, other]);
      const expected = Ridge.fit(rows(data), data.y, { ...options, lambda: 0.01 }).predict(
        rows(fresh),
      );
      expect(targets).toEqual(["y"]);
      expect(predictions).toEqual(Array.from(expected));
    },
  );

  it.each([["linear"], ["rbf", "--gamma", "0.5"]])(
    "puts new rows in the units of a standardized %s model",
    async (...kernel) => {
      const args = ["--target", "y", "--lambda", "0.01", "--standardize", "--kernel", ...kernel];
      const model = await save("units.json", ...args);
      const { predictions } = await json(["predict", model, csv]);
      const { trainError } = await json(["fit", csv, "--columns", "a,b", ...args]);
      const residuals = data.y.map((y, i) => (predictions[i] - y) ** 2);
      const mean = residuals.reduce((sum, square) => sum + square, 0) / residuals.length;
      expect(mean / trainError).toBeCloseTo(1, 9);
    },
  );

  it("prints a CSV with the target's name", async () => {
    const model = await save("plain.json", "--target", "y");
    const { predictions } = await json(["predict", model, other]);
    const { code, stdout, stderr } = await ridgelaw(["predict", model, other]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`y\n${predictions.join("\n")}\n`);
  });

  it("predicts classes by their names", async () => {
    const model = await save("classes.json", "--target", "side", "--lambda", "0.001");
    const { predictions, classes, scores } = await json(["predict", model, other]);
    expect(classes).toEqual(["over", "under"]);
    const wrong = (predictions as string[]).filter((name, i) => name !== fresh.side[i]);
    expect(wrong.length).toBeLessThan(12);
    expect(scores).toHaveLength(55);
    const table = await ridgelaw(["predict", model, other]);
    expect(table.stdout.split("\n").slice(0, 2)).toEqual(["side", predictions[0]]);
  });

  it("reads an array of as many columns as the model has", async () => {
    const model = await save("array.json", "--target", "y");
    const two = folder.write("two.npy", npy({ shape: [55, 2], values: rows(fresh).flat() }));
    const three = folder.write("three.npy", npy({ shape: [1, 3], values: [1, 2, 3] }));
    expect((await json(["predict", model, two])).predictions).toHaveLength(55);
    expect(await misuse(["predict", model, three])).toContain("3 columns where the model needs 2");
  });

  it("refuses what is no model, and data without the model's columns", async () => {
    const model = await save("strict.json", "--target", "y");
    const text = folder.write("text.json", "{");
    const object = folder.write("object.json", "null");
    const half = folder.write("half.json", '{"format":"ridgelaw model","version":1,"features":[]}');
    const later = folder.write("later.json", '{"format":"ridgelaw model","version":2}');
    const lacking = folder.write("lacking.csv", "a,c\n1,2\n");
    expect(await misuse(["predict", text, other])).toContain("is no model");
    expect(await misuse(["predict", object, other])).toContain("is no model");
    expect(await misuse(["predict", half, other])).toContain("is no whole model");
    expect(await misuse(["predict", later, other])).toContain("version 2");
    expect(await misuse(["predict", model, lacking])).toContain("the model names a column b");
    expect(await misuse(["predict", model])).toContain("DATA is missing");
  });
});
