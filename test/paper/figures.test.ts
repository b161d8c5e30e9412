// Every figure of the papers, smaller and with fewer draws: numbers, words and drawings.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LegendEntry, toSvg } from "ridgelaw/plot";
import { afterAll, describe, expect, it } from "vitest";
import { drawFigures } from "../../examples/paper/frame/draw.mjs";
import { figuresNamed } from "../../examples/paper/frame/figures.mjs";
import { measuring } from "../../examples/paper/frame/measure.mjs";
import { statistics } from "../../examples/paper/frame/series.mjs";
import { everyElement, readXml } from "../support/xml.ts";

const folder = mkdtempSync(join(tmpdir(), "ridgelaw-paper-"));
afterAll(() => rmSync(folder, { recursive: true }));
const silent = { start() {}, portion() {}, trials() {}, end() {} };
const kept = measuring({ folder, core: "any", progress: silent });
const figures = await figuresNamed([]);
const begun = process.cpuUsage();
const drawn = await drawFigures(figures, { ...kept, progress: silent, quick: true });
const used = process.cpuUsage(begun);
const pictures = drawn.flatMap((figure) => figure.pictures);

/** A drawing without its last digits. */
const rounded = (svg: string) =>
  svg
    .replace(/-?\d+\.\d+/g, (digits) => String(Math.round(Number(digits))))
    .replaceAll("><", ">\n<");

describe.each(pictures.map((picture) => [picture.name, picture] as const))(
  "%s",
  (name, { picture }) => {
    it("is drawn as it was", async () => {
      const svg = rounded(toSvg(picture, { width: 640, standalone: false }));
      await expect(`${svg}\n`).toMatchFileSnapshot(`snapshots/${name}.svg`);
    });

    it("has a legend, a caption, and no number that is none", () => {
      expect(picture.legend.length).toBeGreaterThan(0);
      expect(picture.caption.length).toBeGreaterThan(80);
      const svg = readXml(toSvg(picture));
      for (const { attributes } of everyElement(svg)) {
        expect(Object.values(attributes).join(" ")).not.toMatch(/NaN|Infinity|undefined/);
      }
    });

    it("tells its entries apart without colour", () => {
      const looks = picture.legend.map(
        ({ role, symbol }: LegendEntry) => `${role} ${[symbol].flat().join()}`,
      );
      expect(new Set(looks).size).toBe(looks.length);
    });
  },
);

it("no figure's program is longer than forty lines", () => {
  for (const { name } of figures) {
    const path = new URL(`../../examples/paper/figures/${name}.mjs`, import.meta.url);
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    expect(lines.length, name).toBeLessThan(40);
  }
});

it("a quick run is one of 90 seconds on two processors", () => {
  expect((used.user + used.system) / 1e6).toBeLessThan(2 * 90);
});

it("Monte Carlo agrees with theory: the scores of errors are those of the normal law", () => {
  const traces = /^(κ|df|T\/df)/;
  const scores = pictures
    .flatMap(({ rows }) => rows)
    .filter(({ quantity }) => !traces.test(quantity))
    .map(({ z }) => z);
  const beyond = scores.filter((z) => Math.abs(z) > 3.5).length;
  expect(scores.length).toBeGreaterThan(1000);
  expect(beyond / scores.length).toBeLessThan(0.01);
});

it("A score is the normal one of the same probability: 4.30 of three values is 1.96", () => {
  const { z } = statistics([0, 1, 2], 1 - 4.302653 / Math.sqrt(3));
  expect(z).toBeCloseTo(1.96, 1);
});
