import { existsSync, readFileSync } from "node:fs";
import { forecast } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { noisy } from "./designs.ts";
import { Folder, json, misuse, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const data = noisy(160);
const csv = folder.write("data.csv", toCsv(data));
const X = data.a.map((a, i) => [a, data.b[i] ?? 0]);
const rbf = ["--kernel", "rbf", "--gamma", "0.08"];
const args = ["forecast", csv, "--target", "y", "--ignore", "side", ...rbf];

describe("ridgelaw forecast --json", () => {
  it("says what the library says, to the last digit", async () => {
    const options = ["--lambda", "1e-4", "--no-intercept", "--at", "320,900"];
    const report = await json([...args, ...options]);
    const kernel = { kind: "rbf" as const, gamma: 0.08 };
    const expected = forecast({
      X,
      y: data.y,
      kernel,
      lambda: 1e-4,
      intercept: false,
      at: [320, 900],
    });
    expect(report.forecast.map(({ samples }: { samples: number }) => samples)).toEqual([320, 900]);
    expected.forecast.forEach((point, i) => {
      const { testError, trainError, lambda, kappa, optimalLambda } = point;
      expect(report.forecast[i]).toMatchObject({
        testError,
        trainError,
        lambda,
        kappa,
        optimalLambda,
      });
      expect(report.forecast[i].interval).toEqual(Array.from(point.interval));
    });
    expect(report.seen).toBe(160);
    expect(report.now).toEqual({ ...expected.now });
    expect(report.universality.message).toBe(expected.universality.message);
    for (const name of ["ceiling", "ceilingAtLambda", "backtest", "notes", "curve", "observed"]) {
      expect(report).toHaveProperty(name);
    }
    expect(report).not.toHaveProperty("samplesFor");
  });

  it("takes class labels as they are, and forecasts the share of wrong ones", async () => {
    const labels = ["forecast", csv, "--target", "side", "--ignore", "y", ...rbf, "--at", "320"];
    const report = await json(labels);
    expect(report.classes).toEqual(["over", "under"]);
    const { error, interval } = report.forecast[0].classification;
    expect(error).toBeGreaterThan(interval[0]);
    expect(error).toBeLessThan(interval[1]);
  });

  it("tells how many samples reach an error, infinite where the curve does not", async () => {
    const { now, ceiling } = await json([...args, "--at", "320"]);
    const near = await json([...args, "--at", "320", "--reach", String(2 * now.looError)]);
    expect(near.samplesFor.samples).toBeLessThan(160);
    const never = await json([...args, "--at", "320", "--reach", String(ceiling.testError / 100)]);
    expect(never.samplesFor).toEqual({
      testError: ceiling.testError / 100,
      samples: "Infinity",
      interval: ["Infinity", "Infinity"],
    });
  });
});

describe("ridgelaw forecast", () => {
  it("prints a table with a row a size, and what limits it", async () => {
    const { code, stdout, stderr } = await ridgelaw([
      ...args,
      "--at",
      "320,6400",
      "--reach",
      "0.01",
    ]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^160 samples seen, rbf kernel, gamma 0.08, the best ridge at each size$/m,
    );
    expect(stdout).toMatch(/^ +320 {3}/m);
    expect(stdout).toMatch(/^ +6,400 {3}/m);
    expect(stdout).toMatch(/^ {2}ceiling {2,}/m);
    expect(stdout).toMatch(/^ {2}samples for 0.01 {2,}/m);
    expect(stdout).not.toMatch(/NaN|undefined|null/);
  });

  it("prints the shares of wrong classes beside the errors", async () => {
    const labels = ["forecast", csv, "--target", "side", "--ignore", "y", ...rbf, "--at", "320"];
    const { stdout } = await ridgelaw(labels);
    expect(stdout).toMatch(/320 .* % {3}[\d.]+ % to [\d.]+ %$/m);
  });

  it("writes a self-contained report", async () => {
    const html = folder.at("report.html");
    const { code, stdout } = await ridgelaw([...args, "--at", "320", "--html", html]);
    expect(code).toBe(0);
    expect(stdout).toContain(`The report is in ${html}.`);
    const page = readFileSync(html, "utf8");
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain("<svg");
    expect(page).toContain("Forecast for");
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)=/);
  });

  it("writes no report where something is wrong", async () => {
    const html = folder.at("never.html");
    await misuse([...args, "--at", "-5", "--html", html]);
    expect(existsSync(html)).toBe(false);
    for (const place of [folder.at("no/report.html"), `${csv}/report.html`]) {
      const line = await misuse([...args, "--at", "320", "--html", place]);
      expect(line).toContain(`${place} cannot be written`);
    }
  });

  it.each([
    [[], "--at SIZES is needed"],
    [["--at", "900,"], '--at takes finite numbers, not ""'],
    [["--at", "0"], "--at must be"],
    [["--at", "900", "--lambda", "loo"], "--lambda takes a number or optimal"],
    [["--at", "900", "--lambda", "-1"], "--lambda must be"],
    [["--at", "900", "--reach", "0"], "--reach must be positive"],
    [["--at", "900", "--test-size", "0"], "--test-size must be"],
    [["--at", "900", "--seed", "0.5"], "--seed must be"],
  ])("refuses %j", async (more, words) => {
    expect(await misuse([...args, ...more])).toContain(words);
  });
});
