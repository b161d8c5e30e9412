import { readFileSync } from "node:fs";
import { benignOverfitting, fitPolynomial, modeElimination, powerLaw } from "ridgelaw";
import { afterAll, describe, expect, it } from "vitest";
import { Folder, json, misuse, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const population = powerLaw({ exponent: 1.5, source: 0.4, modes: 400, noise: 0.1 });
const path = folder.write(
  "problem.json",
  JSON.stringify({ ...population, model: { kind: "ridge" }, samples: 100, lambda: 1e-3 }),
);
const x = Array.from({ length: 20 }, (_, i) => Math.sin(7 * i * i + 1));
const y = x.map((t) => 1 / (1 + 8 * t * t));
const points = folder.write("points.csv", toCsv({ x, y, name: x.map((_, i) => `p${i}`) }));

async function drawn(args: readonly string[], title: string) {
  const svg = folder.at("picture.svg");
  const { code, stderr, stdout } = await ridgelaw([...args, "--svg", svg]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).not.toMatch(/undefined|NaN/);
  expect(readFileSync(svg, "utf8")).toContain(title);
}

describe("ridgelaw benign", () => {
  it("says what the library says, and draws", async () => {
    const found = await json(["benign", path, "--samples", "30,300"]);
    const expected = benignOverfitting(population, { samples: 300, lambda: 1e-3 });
    expect(found[1]).toMatchObject({ samples: 300, ...expected });
    expect((await json(["benign", path])).samples).toBe(100);
    await drawn(["benign", path], "Is overfitting benign?");
    await drawn(["benign", path, "--samples", "30,100,300"], "Is overfitting benign?");
  });
});

describe("ridgelaw eliminate", () => {
  it("says what the library says, and draws", async () => {
    const found = await json(["eliminate", path, "--steps", "7"]);
    const expected = modeElimination(population, { samples: 100, lambda: 1e-3, steps: 7 });
    expect(found.kappa).toBe(expected.kappa);
    expect(found.lambda).toEqual([...expected.lambda]);
    await drawn(["eliminate", path], "<svg");
  });
});

describe("ridgelaw polynomial", () => {
  it("says what the library says, and draws", async () => {
    const found = await json(["polynomial", points, "--functions", "5,40", "--at", "0,0.5"]);
    const expected = fitPolynomial({ x, y, functions: 40, at: [0, 0.5] });
    expect(found.fits[1].values).toEqual([...(expected.values ?? [])]);
    // What fits to nine tenths miss of the rest, by hand.
    let missed = 0;
    for (let part = 0; part < 10; part++) {
      const seen = [...x.keys()].filter((i) => i % 10 !== part);
      const held = [...x.keys()].filter((i) => i % 10 === part);
      const { values } = fitPolynomial({
        x: seen.map((i) => x[i] as number),
        y: seen.map((i) => y[i] as number),
        functions: 5,
        domain: [Math.min(...x), Math.max(...x)],
        at: held.map((i) => x[i] as number),
      });
      held.forEach((i, k) => {
        missed += ((values?.[k] as number) - (y[i] as number)) ** 2;
      });
    }
    expect(found.fits[0].testError / (missed / 20)).toBeCloseTo(1, 9);
    await drawn(["polynomial", points], "Polynomial regression");
  });
});

it("tells wrong use in one line", async () => {
  const features = JSON.stringify({ ...population, samples: 5, model: { kind: "randomFeatures" } });
  expect(await misuse(["benign", "-"], features)).toContain("model.kind must be ridge");
  expect(await misuse(["eliminate", "-"], JSON.stringify(population))).toContain(
    "--samples is missing",
  );
  expect(await misuse(["benign", "-"], "[]")).toContain("one problem");
  expect(await misuse(["eliminate", path, "--steps", "-1"])).toContain("steps must be");
  expect(await misuse(["polynomial", points, "--functions", "0"])).toContain("functions");
  expect(await misuse(["polynomial", points, "--domain", "1,1"])).toContain("--domain");
});
