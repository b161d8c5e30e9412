import { degreesOfFreedom, densityAt, type Element, rTransform, sTransform } from "ridgelaw";
import { describe, expect, it } from "vitest";
import fixture from "../fixtures/free_probability.json" with { type: "json" };
import { relative } from "../support/cases.ts";

const near = (found: Float64Array, expected: readonly string[], tolerance: number) => {
  expect(found).toHaveLength(expected.length);
  expected.forEach((each, i) => {
    expect(relative(found[i] as number, each)).toBeLessThan(tolerance);
  });
};

describe("Free probability, against 40 digits", () => {
  for (const { name, element, df, s } of fixture.s) {
    it(`S of ${name}`, () => {
      near(sTransform(element as Element, { df }).value, s, 1e-12);
    });
  }
  for (const { name, element, g, r } of fixture.r) {
    it(`R of ${name}`, () => {
      near(rTransform(element as Element, { g }).value, r, 1e-12);
    });
  }
  for (const { name, element, kappa, df } of fixture.df) {
    it(`degrees of freedom of ${name}`, () => {
      near(degreesOfFreedom(element as Element, { kappa }).df1, df, 1e-12);
    });
  }
  for (const { name, element, x, density } of fixture.densities) {
    it(`density: ${name}`, () => {
      near(densityAt(element as Element, { x }).density, density, 1e-10);
    });
  }
});
