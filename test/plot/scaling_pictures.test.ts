import { computeOptimal, modeElimination, phaseDiagram, powerLaw } from "ridgelaw";
import {
  computeFrontierPicture,
  eliminationPicture,
  phaseDiagramPicture,
  toSvg,
} from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { readXml } from "../support/xml.ts";

const population = powerLaw({ exponent: 1.5, source: 0.5, modes: 300, noise: 0.1 });

describe("Pictures of scaling laws", () => {
  it("name every region of the phase diagram in their table, and its share adds up to the whole", () => {
    const diagram = phaseDiagram({
      exponent: 1.2,
      source: 1.1,
      noise: 1,
      weightExponents: [1 / 1.3],
    });
    const picture = phaseDiagramPicture(diagram);
    const ids = new Set(diagram.pieces.map(({ id }) => id));
    expect(picture.table.rows.map(([id]) => id)).toEqual([...ids].sort((a, b) => a - b));
    const shares = picture.table.rows.map((row) => Number.parseFloat(String(row.at(-1))));
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(100, 0);
    expect(picture.legend.map(({ label }) => label)).toEqual([
      "bias",
      "variance of the features",
      "label noise",
    ]);
    expect(readXml(toSvg(picture))).toBeTruthy();
  });

  it("draw a flow that ends at κ and the test error", () => {
    const picture = eliminationPicture(modeElimination(population, { samples: 50, lambda: 1e-3 }));
    expect(picture.panels).toHaveLength(2);
    expect(toSvg(picture)).not.toMatch(/NaN|Infinity/);
  });

  it("draw a frontier with what else could be done", () => {
    const frontier = computeOptimal(population, { budget: [1e3, 1e4] });
    const others = [{ budget: [1e3, 1e4], excessError: [0.5, 0.4], label: "another" }];
    const picture = computeFrontierPicture({ frontier, others });
    expect(picture.legend.map(({ label }) => label)).toContain("another");
    expect(toSvg(picture)).not.toMatch(/NaN|Infinity/);
  });
});
