import { density, drawEigenvalues, type Element } from "ridgelaw";
import { densityPicture, toSvg } from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { marks, readXml } from "../support/xml.ts";

const gapped: Element = {
  kind: "wishart",
  covariance: { kind: "eigenvalues", values: [20, 1], multiplicities: [20, 180] },
  samples: 1000,
};

describe("The picture of a density", () => {
  it("has a line for each part of the support, bars for eigenvalues, and names both", () => {
    const eigenvalues = drawEigenvalues(gapped, { count: 500 });
    const picture = densityPicture({ density: density(gapped), eigenvalues });
    const svg = readXml(toSvg(picture));
    expect(marks(svg, "theory", "line")).toHaveLength(2);
    expect(marks(svg, "observed", "rect").length).toBeGreaterThan(5);
    expect(picture.legend.map(({ label }) => label)).toEqual([
      "density",
      "500 eigenvalues",
      "edges",
    ]);
    expect(picture.caption).toMatch(/^90 % of the eigenvalues lie between/);
  });

  it("shows atoms, hard edges and atoms alone without a number that is none", () => {
    const elements: Element[] = [
      { kind: "wishart", dimension: 100, samples: 40 },
      { kind: "wishart", dimension: 50, samples: 50 },
      { kind: "eigenvalues", values: [3, 1, 0] },
    ];
    for (const element of elements) {
      const picture = densityPicture({ density: density(element) });
      expect(toSvg(picture)).not.toMatch(/NaN|Infinity/);
      expect(picture.table.columns).toHaveLength(2);
    }
    const [some] = elements as [Element];
    expect(densityPicture({ density: density(some) }).legend.map(({ role }) => role)).toContain(
      "variance",
    );
  });
});
