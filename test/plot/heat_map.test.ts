import { type HeatMapData, heatMap, toSvg } from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { everyElement, readXml } from "../support/xml.ts";

const base: HeatMapData = {
  title: "A matrix",
  caption: "Two rows and three columns.",
  panels: [{ label: "A", values: { data: [1, 1, 0, -0.5, 0, 1], rows: 2, columns: 3 } }],
  table: { columns: ["x"], rows: [[1]] },
};

/** The paths of a role by the depth of their colour, with the number of boxes in each. */
function shadesOf(data: HeatMapData, role: string) {
  const groups = everyElement(readXml(toSvg(heatMap(data)))).filter(
    ({ name, attributes }) => name === "g" && attributes["class"] === `rl-${role}`,
  );
  const paths = groups.flatMap(({ children }) => children).filter(({ name }) => name === "path");
  return paths.map(({ attributes }) => ({
    depth: Number(attributes["fill-opacity"]),
    boxes: (attributes["d"] ?? "").split("Z").length - 1,
  }));
}

describe("heatMap", () => {
  it("draws neighbours of one shade as one box, signs in two colours, and nothing for zero", () => {
    expect(shadesOf(base, "theory")).toEqual([{ depth: 1, boxes: 2 }]);
    expect(shadesOf(base, "observed")).toEqual([{ depth: 0.5, boxes: 1 }]);
  });

  it("says how large the largest entries are, and has no entry for a sign that is absent", () => {
    expect(heatMap(base).legend.map(({ label }) => label)).toEqual(["0 to 1", "0 to −0.5"]);
    const positive = { label: "B", values: { data: [2], rows: 1, columns: 1 } };
    expect(heatMap({ ...base, panels: [positive] }).legend).toHaveLength(1);
  });

  it("has one scale for all its panels", () => {
    const larger = { label: "B", values: { data: [4], rows: 1, columns: 1 } };
    const two = { ...base, panels: [...base.panels, larger] };
    expect(shadesOf(two, "theory")).toEqual([
      { depth: 0.25, boxes: 2 },
      { depth: 1, boxes: 1 },
    ]);
  });

  it("draws zeros as an empty frame", () => {
    const zeros = { label: "0", values: { data: [0, 0], rows: 1, columns: 2 } };
    expect(toSvg(heatMap({ ...base, panels: [zeros] }))).not.toMatch(/NaN|Infinity/);
  });
});
