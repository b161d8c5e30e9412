import { afterAll, describe, expect, it } from "vitest";
import { npy } from "../data/npy_file.ts";
import { normals } from "../support/normals.ts";
import { Folder, json, misuse, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const draw = normals(11);
const rows = 1500;
const a = Array.from({ length: rows }, () => 1000 + draw());
const b = Array.from({ length: rows }, () => 1e-3 * draw());
const y = a.map((x, i) => x - 200 * (b[i] as number) + 0.3 * draw());
const kind = y.map((value) => (value > 1000 ? "high" : "low"));
const csv = folder.write("data.csv", toCsv({ a, b, y }));
const half = folder.write(
  "half.csv",
  toCsv({ a: a.slice(0, 700), b: b.slice(0, 700), y: y.slice(0, 700) }),
);

const close = (found: readonly number[], expected: readonly number[]) =>
  expected.forEach((x, i) => {
    expect((found[i] as number) / x).toBeCloseTo(1, 7);
  });

describe("ridgelaw fit --stream", () => {
  it("finds what fit finds", async () => {
    for (const more of [
      ["--lambda", "1e-8"],
      ["--lambda", "0.1", "--standardize"],
    ]) {
      const args = ["fit", csv, "--target", "y", ...more];
      const [streamed, whole] = [await json([...args, "--stream"]), await json(args)];
      close(streamed.coefficients, whole.coefficients);
      close([streamed.intercept], [whole.intercept]);
      for (const name of ["df1", "gcv", "trainError", "kappa"]) {
        close([streamed[name]], [whole[name]]);
      }
      expect([streamed.samples, streamed.features]).toEqual([rows, ["a", "b"]]);
      expect("looError" in streamed).toBe(false);
    }
  });

  it("passes over the file twice for leave-one-out, and tests on another", async () => {
    const args = ["fit", csv, "--target", "y", "--stream", "--lambda", "loo", "--test", half];
    const found = await json(args);
    const given = ["fit", csv, "--target", "y", "--lambda", String(found.lambda), "--test", half];
    const whole = await json(given);
    close([found.looError, found.looStandardError], [whole.looError, whole.looStandardError]);
    close([found.test.testError], [whole.test.testError]);
    expect(found.lambdaBy).toBe("loo");
  });

  it("saves a model that predicts, of labels too", async () => {
    const data = folder.write("labels.csv", toCsv({ a, b, kind }));
    const model = folder.at("model.json");
    const args = ["fit", data, "--target", "kind", "--standardize", "--lambda", "0.01", "--stream"];
    const { classes } = await json([...args, "--save", model]);
    expect(classes).toEqual(["high", "low"]);
    const { predictions } = await json(["predict", model, data]);
    const right = predictions.filter((name: string, i: number) => name === kind[i]).length;
    expect(right / rows).toBeGreaterThan(0.85);
  });

  it("reads .npy and stdin", async () => {
    const X = folder.write(
      "X.npy",
      npy({ values: a.flatMap((x, i) => [x, b[i] as number]), shape: [rows, 2] }),
    );
    const target = folder.write("y.npy", npy({ values: y }));
    const arrays = await json(["fit", X, "--y", target, "--stream", "--lambda", "0.1"]);
    const args = ["fit", "-", "--target", "y", "--stream", "--lambda", "0.1"];
    const piped = await json(args, toCsv({ a, b, y }));
    expect(arrays.coefficients).toEqual(piped.coefficients);
    expect(arrays.features).toEqual(["column1", "column2"]);
  });

  it("prints text", async () => {
    const { code, stdout } = await ridgelaw(["fit", csv, "--target", "y", "--stream"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/best by GCV/);
    expect(stdout).not.toMatch(/leave-one-out error/);
  });

  it("says what it cannot do", async () => {
    const base = ["fit", csv, "--target", "y", "--stream"];
    expect(await misuse([...base, "--kernel", "rbf", "--gamma", "1"])).toMatch(
      /--kernel has no meaning with --stream/,
    );
    expect(await misuse(["fit", "-", "--target", "y", "--stream", "--lambda", "loo"], "")).toMatch(
      /once only/,
    );
    expect(await misuse(["fit", folder.at("absent.csv"), "--target", "y", "--stream"])).toMatch(
      /absent\.csv cannot be read/,
    );
    const bad = folder.write("bad.csv", "a,y\n1,2\nx,3\n");
    expect(await misuse(["fit", bad, "--target", "y", "--stream"])).toMatch(
      /bad\.csv: line 3, column a/,
    );
    expect(await misuse(["fit", csv, "--target", "z", "--stream"])).toMatch(
      /--target names a column z/,
    );
  });
});
