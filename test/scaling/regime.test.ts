import { phaseDiagram, regime, stages } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";

const law = { exponent: 1.5, source: 0.8 };

describe("A regime", () => {
  it("is ridgeless regression of infinite width where nothing else is said", () => {
    const found = regime(law);
    expect(found).toMatchObject({ id: 0, term: "bias", lambdaExponent: Number.POSITIVE_INFINITY });
    expect(found.exponent).toBeCloseTo(2.4, 12);
  });

  it("adds its exponents in P, N and λ up to its exponent", () => {
    for (const [l, q] of [
      [0.3, 2.2],
      [0.7, 0.9],
      [1.9, 1.3],
      [1.2, 0.4],
    ] as const) {
      const { exponent, exponents } = regime(law, { lambdaExponent: l, widthExponent: q });
      const { samples, width, lambda } = exponents;
      expect(samples + width * q + lambda * l).toBeCloseTo(exponent, 12);
    }
  });

  it("at the best split beats its neighbours for the same budget", () => {
    const best = regime(law, { lambdaExponent: "ridgeless", widthExponent: "optimal" });
    for (const q of [0.5, 1, 1.2, 1.5, 2, 3]) {
      const other = regime(law, { lambdaExponent: "ridgeless", widthExponent: q });
      expect(other.compute).toBeLessThanOrEqual(best.compute + 1e-12);
    }
  });

  it("names the argument at fault", () => {
    expect(misuseOf(() => regime({ exponent: 1, source: 1 })).argument).toBe("exponent");
    expect(misuseOf(() => regime({ exponent: 2, source: 0 })).argument).toBe("source");
    expect(misuseOf(() => regime({ ...law, weightExponents: [-1] })).argument).toBe(
      "weightExponents[0]",
    );
    expect(misuseOf(() => regime({ ...law, layers: 2, weightExponents: [1] })).code).toBe(
      "ShapeMismatch",
    );
    expect(misuseOf(() => regime(law, { lambdaExponent: -1 })).argument).toBe("lambdaExponent");
    expect(misuseOf(() => regime(law, { lambdaExponent: 1, widthExponent: "optimal" })).code).toBe(
      "Conflict",
    );
    expect(misuseOf(() => phaseDiagram({ ...law, layers: 0 })).argument).toBe("layers");
    expect(misuseOf(() => phaseDiagram(law, { width: [2, 1] })).argument).toBe("width");
    expect(misuseOf(() => stages(law, { from: 10, to: 5 })).argument).toBe("to");
    expect(misuseOf(() => stages(law, { from: 10, to: 50, lambda: 2 })).argument).toBe("lambda");
  });
});

describe("Stages", () => {
  it("follow one another without a gap, and hand over where their errors meet", () => {
    const found = stages(law, { width: 1e4, lambda: 1e-4, from: 10, to: 1e7 }).stages;
    expect(found.map(({ name }) => name)).toEqual([
      "signal, source",
      "feature variance",
      "feature variance, ridge",
    ]);
    expect([found[0]?.from, found.at(-1)?.to]).toEqual([10, 1e7]);
    for (const [i, stage] of found.slice(1).entries())
      expect(stage.from).toBeCloseTo(found[i]?.to ?? 0, 6);
    // The ridge takes over at P = λ^(-1/α).
    expect(found.at(-1)?.from).toBeCloseTo(1e4 ** (1 / 1.5), 6);
  });
});
