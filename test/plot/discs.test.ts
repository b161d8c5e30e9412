import { type DiscsData, discs, toSvg } from "ridgelaw/plot";
import { expect, it } from "vitest";
import { everyElement, readXml } from "../support/xml.ts";

const data: DiscsData = {
  title: "Two sources",
  caption: "What they do together lies where they overlap.",
  panels: [
    {
      discs: [
        { label: "inputs", role: "variance", x: -0.5, y: 0 },
        { label: "features", role: "features", x: 0.5, y: 0 },
      ],
      notes: [{ text: "both\n0.5", x: 0, y: 0 }],
    },
    { discs: [{ label: "inputs", role: "variance", x: 0, y: 0 }], notes: [] },
  ],
  table: { columns: ["part", "value"], rows: [["both", 0.5]] },
};

it("Discs are round, as large in every panel, and named once", () => {
  const picture = discs(data);
  expect(picture.legend.map(({ label }) => label)).toEqual(["inputs", "features"]);
  const circles = everyElement(readXml(toSvg(picture))).filter(({ name }) => name === "circle");
  const radii = circles.map(({ attributes }) => Number(attributes["r"]));
  expect(circles).toHaveLength(6);
  expect(Math.max(...radii)).toBeCloseTo(Math.min(...radii), 6);
});

it("Two discs one apart overlap by as much as their radius", () => {
  const circles = everyElement(readXml(toSvg(discs(data)))).filter(({ name }) => name === "circle");
  const [left, , right] = circles.map(({ attributes }) => attributes);
  const apart = Number(right?.["cx"]) - Number(left?.["cx"]);
  expect(apart / Number(left?.["r"])).toBeCloseTo(1, 3);
});
