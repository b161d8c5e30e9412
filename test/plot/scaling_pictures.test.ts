import {
  benignOverfitting,
  computeOptimal,
  localExponents,
  modeElimination,
  phaseDiagram,
  powerLaw,
  sourceCapacity,
} from "ridgelaw";
import {
  benignPicture,
  computeFrontierPicture,
  eliminationPicture,
  localExponentsPicture,
  phaseDiagramPicture,
  sourceCapacityPicture,
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

  it("draw local exponents along a learning curve, with a column for each in the table", () => {
    const samples = [10, 30, 100];
    const layers = [{ kind: "gaussian", width: 40 }] as const;
    const model = { kind: "randomFeatures", layers } as const;
    const exponents = localExponents({ ...population, model, samples, lambda: 1e-3 });
    if (!("shape" in exponents)) throw new Error("no grid");
    const picture = localExponentsPicture({ samples, exponents });
    expect(picture.table.columns).toHaveLength(5);
    expect(picture.table.rows[1]?.slice(2)).toEqual([
      exponents.samples[1],
      exponents.widths[1],
      exponents.lambda[1],
    ]);
    expect(toSvg(picture)).not.toMatch(/NaN|Infinity/);
  });

  it("draw effective ranks, also where there is no split", () => {
    const samples = [5, 50, 290];
    const found = samples.map((each) => benignOverfitting(population, { samples: each }));
    const picture = benignPicture({ samples, found });
    expect(picture.table.rows.map((row) => row.at(-1))).toEqual(
      found.map(({ verdict }) => verdict),
    );
    expect(toSvg(picture)).not.toMatch(/NaN|Infinity/);
  });

  it("draw the window that capacity and source were read from", () => {
    const eigenvalues = Array.from({ length: 400 }, (_, k) => (k + 1) ** -1.5);
    const targetPower = eigenvalues.map((value) => value ** 1.8);
    const found = sourceCapacity({ modes: { eigenvalues, targetPower }, samples: 400 });
    const picture = sourceCapacityPicture(found);
    expect(picture.panels).toHaveLength(found.source ? 2 : 1);
    expect(picture.table.rows[0]?.[1]).toBe(found.capacity.exponent);
    expect(toSvg(picture)).not.toMatch(/NaN|Infinity/);
  });
});
