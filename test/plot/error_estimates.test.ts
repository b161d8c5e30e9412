import { errorEstimates, toSvg } from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { marks, readXml } from "../support/xml.ts";

const data = {
  theory: { samples: [10, 20, 40], testError: [1, 0.8, 0.5] },
  estimates: {
    samples: [10, 40],
    truth: [1.1, 0.5],
    corrGcv: [1, 0.5],
    gcv: [0.11, 0.1],
    looError: [0.12, 0.1],
  },
};

describe("Estimates of the test error beside theory", () => {
  const picture = errorEstimates(data);
  const svg = readXml(toSvg(picture));

  it("has one line for theory and a mark for each estimate", () => {
    expect(marks(svg, "theory", "line")).toHaveLength(1);
    for (const role of ["trained", "observed", "variance", "noise"]) {
      expect(marks(svg, role, "dot"), role).toHaveLength(2);
    }
  });

  it("has a legend with the symbols that it draws", () => {
    const symbols = picture.legend.map(({ symbol }) => symbol);
    expect(symbols).toEqual(["line", "diamond", "dot", "square", "cross"]);
  });

  it("says by how much GCV is wrong, and CorrGCV right", () => {
    expect(picture.caption).toContain("10 times less");
    expect(picture.caption).toContain("right to 9");
    expect(picture.table.rows).toHaveLength(2);
  });
});
