import {
  doubleDescent,
  kappaCurve,
  learningCurve,
  type Picture,
  spectrum,
  toFigure,
  toSvg,
  trainTest,
} from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { everyElement, readXml, type XmlElement } from "../support/xml.ts";
import { curveData, fit, future, lambda, peaked, samples, steep, trained } from "./data.ts";
import { fitPictures } from "./fits.ts";

const pictures: Record<string, Picture> = {
  learningCurve: learningCurve(curveData),
  spectrum: spectrum(steep),
  trainTest: trainTest({ path: fit.path, lambda }),
  kappaCurve: kappaCurve({ curve: future.curve, seen: future.seen, now: future.now }),
  doubleDescent: doubleDescent({ samples, lambda: 1e-4, theory: peaked, trained }),
  ...fitPictures,
};

const each = Object.entries(pictures);

describe.each(each)("%s", (_, picture) => {
  it.each([320, 360, 720, 1200])("is well-formed and as wide as asked at %i pixels", (width) => {
    const svg = readXml(toSvg(picture, { width }));
    expect(svg.name).toBe("svg");
    expect(svg.attributes["viewBox"]).toMatch(new RegExp(`^0 0 ${width} [1-9]\\d*(\\.\\d+)?$`));
  });

  it("has a number in every coordinate", () => {
    for (const { attributes, name } of everyElement(readXml(toSvg(picture)))) {
      const numeric = ["d", "transform", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r"];
      const values = numeric.map((attribute) => attributes[attribute] ?? "");
      expect(values.join(" "), name).not.toMatch(/NaN|Infinity|undefined|null/);
    }
  });

  it.each([344, 720])("writes nothing across its edges at %i pixels", (width) => {
    for (const label of placedTexts(readXml(toSvg(picture, { width })))) {
      const [start, end] = extent(label);
      expect(start, label.text).toBeGreaterThanOrEqual(0);
      expect(end, label.text).toBeLessThanOrEqual(width);
    }
  });

  it("tells its title and what it shows to readers who cannot see it", () => {
    const svg = readXml(toSvg(picture));
    expect(svg.attributes["role"]).toBe("img");
    expect(svg.children.slice(0, 2).map(({ name }) => name)).toEqual(["title", "desc"]);
    expect(svg.children[1]?.text.length).toBeGreaterThan(60);
  });

  it("has its numbers in a table beneath it", () => {
    const { columns, rows } = picture.table;
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    const figure = toFigure(picture);
    expect(figure.match(/<tr>/g)).toHaveLength(rows.length + 1);
  });

  it("gives labels of ticks room to be read", () => {
    for (const width of [320, 720]) {
      const drawn = everyElement(readXml(toSvg(picture, { width })));
      const rows = drawn.filter(
        ({ attributes }) => attributes["aria-label"] === "x-axis tick label",
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expectRoom(placedTexts(row));
    }
  });

  it("comes out the same every time", () => {
    expect(toSvg(picture)).toBe(toSvg(picture));
  });
});

interface Placed {
  x: number;
  text: string;
  anchor: string;
}

/** Texts with the horizontal place and the anchor that they and all around them give them. */
function placedTexts(element: XmlElement, offset = 0, around = "start"): Placed[] {
  const { attributes, name, text, children } = element;
  const shift = /^translate\((-?[\d.]+)/.exec(attributes["transform"] ?? "")?.[1] ?? 0;
  const x = offset + Number(shift) + Number(attributes["x"] ?? 0);
  const anchor = attributes["text-anchor"] ?? around;
  if (name !== "text") return children.flatMap((child) => placedTexts(child, x, anchor));
  const lines = children.length > 0 ? children.map((child) => child.text) : [text];
  return lines.map((line) => ({ x, text: line, anchor }));
}

/** Where a text begins and ends, with letters about six pixels wide. */
function extent({ x, text, anchor }: Placed): [number, number] {
  const width = 6.2 * text.length;
  const start =
    x - { start: 0, middle: width / 2, end: width }[anchor as "start" | "middle" | "end"];
  return [start, start + width];
}

function expectRoom(labels: Placed[]) {
  labels.slice(1).forEach((label, i) => {
    const before = labels[i] as Placed;
    const room = extent(label)[0] - extent(before)[1];
    expect(room, `${before.text} and ${label.text}`).toBeGreaterThan(4);
  });
}

const odd: Picture = {
  ...(pictures["spectrum"] as Picture),
  title: 'a < b & "c" > d \u0001',
  caption: "<script>alert(1)</script>",
  table: { columns: ["<td>"], rows: [["<b>"], [1]] },
};

it("Words of the caller are text, never markup", () => {
  expect(readXml(toSvg(odd)).children[0]?.text).toBe("a &lt; b &amp; &quot;c&quot; &gt; d ");
  const figure = toFigure(odd);
  expect(figure).not.toMatch(/<script|<b>|<td><td>/);
});

it("A picture alone carries its colours for light and dark; within a page it leaves them to the page", () => {
  const alone = toSvg(odd);
  expect(alone).toMatch(/<style>.*prefers-color-scheme:dark.*<\/style>/);
  expect(alone).toContain('xmlns="http://www.w3.org/2000/svg"');
  const within = toSvg(odd, { standalone: false });
  expect(within).not.toMatch(/<style|http/);
});

it("Marks take their colour from their class alone, so that dark mode reaches all of them", () => {
  for (const [, picture] of each) {
    const colours = everyElement(readXml(toSvg(picture, { standalone: false }))).flatMap(
      ({ attributes }) => [attributes["fill"], attributes["stroke"]].filter(Boolean),
    );
    expect(new Set(colours)).toEqual(new Set(["currentColor", "none"]));
  }
});

it("A figure holds one drawing for telephones and one for wide screens", () => {
  const widths = [...toFigure(pictures["kappaCurve"] as Picture).matchAll(/viewBox="0 0 (\d+)/g)];
  expect(widths.map(([, width]) => Number(width))).toEqual([720, 344]);
});
