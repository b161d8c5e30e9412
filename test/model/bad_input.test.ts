import {
  eigenvalues,
  evaluate,
  isotropic,
  kernelRegime,
  logspace,
  modeElimination,
  optimalRidge,
  optimalWidth,
  type Problem,
  powerLaw,
  RidgelawError,
  ridge,
  regime as scalingRegime,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { thrown } from "../support/misuse.ts";

/** The code and argument of what `run` throws, whose message names the argument. */
function misuse(run: () => unknown): string {
  const { code, argument, message } = thrown(run);
  expect(message).toContain(argument.split(".")[0]);
  return `${code} ${argument}`;
}

const good: Problem = {
  model: { kind: "ridge" },
  ...isotropic({ dimension: 10 }),
  samples: 5,
  lambda: 0.1,
};

describe("a problem that makes no sense", () => {
  const spectrum = (values: unknown, more: object = {}) => ({
    spectrum: { kind: "eigenvalues", values, ...more },
  });
  const rows: [string, object][] = [
    ["OutOfRange samples", { samples: 0 }],
    ["OutOfRange samples[1]", { samples: [3, -1] }],
    ["NotFinite samples", { samples: Number.NaN }],
    ["Empty samples", { samples: [] }],
    ["WrongType samples", { samples: "many" }],
    ["Missing lambda", { lambda: undefined }],
    ["NotFinite lambda", { lambda: Number.POSITIVE_INFINITY }],
    ["NotFinite lambda[0]", { lambda: [Number.NaN] }],
    ["LambdaBelowEdge lambda", { lambda: -100 }],
    ["OutOfRange noise", { noise: -1 }],
    ["Missing spectrum", { spectrum: undefined }],
    ["Missing target", { target: undefined }],
    ["WrongType spectrum.kind", { spectrum: { kind: "flat" } }],
    ["Empty spectrum.values", spectrum([])],
    ["OutOfRange spectrum.values[1]", spectrum([1, -1])],
    ["OutOfRange spectrum.values", spectrum([0, 0])],
    ["NotFinite spectrum.values[1]", spectrum([1, Number.NaN])],
    ["WrongType spectrum.values[1]", spectrum([1, "2"])],
    ["ShapeMismatch spectrum.multiplicities", spectrum([1, 2], { multiplicities: [1] })],
    ["OutOfRange spectrum.multiplicities[0]", spectrum([1], { multiplicities: [0] })],
    ["Unknown spectrum.value", spectrum([1], { value: 2 })],
    ["OutOfRange spectrum.dimension", { spectrum: { kind: "isotropic", dimension: 1.5 } }],
    [
      "OutOfRange spectrum.modes",
      { spectrum: { kind: "powerLaw", exponent: 1, modes: 1e12 }, target: { kind: "isotropic" } },
    ],
    ["Conflict target.kind", { target: { kind: "powerLaw", source: 1 } }],
    ["ShapeMismatch target.squared", { target: { kind: "coefficients", squared: [1, 2] } }],
    ["Missing target.squared", { target: { kind: "coefficients" } }],
    ["ShapeMismatch testSpectrum", { testSpectrum: [1, 2] }],
    ["OutOfRange testSpectrum[0]", { testSpectrum: [-1] }],
    ["Conflict ensemble.over", { ensemble: { size: 2, over: "features" } }],
    ["OutOfRange ensemble.size", { ensemble: { size: 0, over: "data" } }],
    ["Unknown lamda", { lamda: 1 }],
    ["WrongType model.kind", { model: { kind: "forest" } }],
  ];
  for (const [expected, change] of rows) {
    it(`${JSON.stringify(change)} is ${expected}`, () => {
      expect(misuse(() => evaluate({ ...good, ...change } as Problem))).toBe(expected);
    });
  }

  it("is named by its place in a grid, before any work", () => {
    expect(misuse(() => evaluate({ ...good, lambda: [0.1, -100] }))).toBe(
      "LambdaBelowEdge lambda[1]",
    );
    const grid = { ...good, samples: [3, 400], lambda: [1, -0.7] };
    expect(misuse(() => evaluate([good, grid]))).toBe("LambdaBelowEdge problems[1].lambda[1]");
  });

  it("is never answered with NaN", () => {
    const edges: object[] = [
      { samples: 10, lambda: 0, testSpectrum: [2] },
      { spectrum: { kind: "powerLaw", exponent: 200, modes: 100 }, lambda: 0, samples: 1 },
      {
        spectrum: { kind: "eigenvalues", values: [1e-320, 1] },
        target: { kind: "coefficients", squared: [1, 1] },
      },
    ];
    for (const edge of edges) {
      JSON.stringify(evaluate({ ...good, ...edge } as Problem), (name, value) => {
        expect(value, name).not.toBeNaN();
        return value;
      });
    }
    const large = {
      spectrum: { kind: "eigenvalues", values: [1e308] },
      target: { kind: "coefficients", squared: [1] },
    };
    expect(misuse(() => evaluate({ ...good, ...large } as Problem))).toBe(
      "OutOfRange spectrum.values[0]",
    );
  });

  it("is named by its place among several", () => {
    const bad = { ...good, noise: -1 };
    expect(misuse(() => evaluate([good, bad]))).toBe("OutOfRange problems[1].noise");
  });

  it("is refused before any work where the answer would not fit", () => {
    const many = new Float64Array(100_000).fill(1);
    expect(misuse(() => evaluate({ ...good, samples: many, lambda: many }))).toBe(
      "TooLarge samples",
    );
  });
});

describe("what is no problem at all", () => {
  for (const value of [null, undefined, 3, "x", () => 1, Symbol("x"), 10n]) {
    it(`${String(value)} is a typed error`, () => {
      expect(() => evaluate(value as unknown as Problem)).toThrow(RidgelawError);
    });
  }
});

describe("other verbs", () => {
  const population = eigenvalues({ values: [1, 0.5], squared: [1, 1], noise: 0.1 });

  it("refuse misspelt options of populations", () => {
    expect(misuse(() => isotropic({ dimension: 3, noize: 1 } as never))).toBe("Unknown noize");
  });

  const law = { exponent: 1.5, modes: 10 };
  const list = { values: [1, 0.5], squared: [1, 1] };
  const made: [string, () => unknown][] = [
    ["NotFinite exponent", () => powerLaw({ ...law, exponent: Number.NaN })],
    ["OutOfRange exponent", () => powerLaw({ ...law, exponent: -1 })],
    ["Missing exponent", () => powerLaw({ modes: 10 } as never)],
    ["WrongType exponent", () => powerLaw({ ...law, exponent: "1.5" as never })],
    ["OutOfRange modes", () => powerLaw({ ...law, modes: 0.5 })],
    ["WrongType modes", () => powerLaw({ ...law, modes: "many" as never })],
    ["OutOfRange scale", () => powerLaw({ ...law, scale: 0 })],
    ["NotFinite source", () => powerLaw({ ...law, source: Number.NEGATIVE_INFINITY })],
    ["OutOfRange targetScale", () => powerLaw({ ...law, source: 1, targetScale: -1 })],
    ["Conflict targetScale", () => powerLaw({ ...law, targetScale: 1 })],
    ["Conflict squaredNorm", () => powerLaw({ ...law, source: 1, squaredNorm: 1 })],
    ["OutOfRange squaredNorm", () => powerLaw({ ...law, squaredNorm: -1 })],
    ["OutOfRange noise", () => powerLaw({ ...law, noise: -1 })],
    ["OutOfRange dimension", () => isotropic({ dimension: 2.5 })],
    ["NotFinite value", () => isotropic({ dimension: 2, value: Number.POSITIVE_INFINITY })],
    ["NotFinite noise", () => isotropic({ dimension: 2, noise: Number.NaN })],
    ["Empty values", () => eigenvalues({ values: [], squared: [] })],
    ["NotFinite values[1]", () => eigenvalues({ ...list, values: [1, Number.NaN] })],
    ["OutOfRange values[0]", () => eigenvalues({ ...list, values: Float32Array.of(-1, 1) })],
    ["WrongType values", () => eigenvalues({ ...list, values: 5 as never })],
    ["WrongType values", () => eigenvalues({ ...list, values: ["1"] as never })],
    ["ShapeMismatch squared", () => eigenvalues({ ...list, squared: [1] })],
    ["Missing squared", () => eigenvalues({ values: [1] } as never)],
    ["OutOfRange multiplicities[1]", () => eigenvalues({ ...list, multiplicities: [1, 0] })],
    ["OutOfRange noise", () => eigenvalues({ ...list, noise: -0.1 })],
  ];
  it.each(made)("refuse a population as it is made: %s", (expected, run) => {
    expect(misuse(run)).toBe(expected);
  });

  it("make the same population of infinitely many modes by word and by number", () => {
    const endless = powerLaw({ exponent: 2, source: 1, modes: Number.POSITIVE_INFINITY });
    expect(endless).toEqual(powerLaw({ exponent: 2, source: 1, modes: "infinite" }));
  });

  it("name their arguments too", () => {
    expect(misuse(() => optimalRidge(population, { samples: -1 }))).toBe("OutOfRange samples");
    expect(misuse(() => ridge(population, { samples: 1, lambda: Number.NaN }))).toBe(
      "NotFinite lambda",
    );
    expect(misuse(() => logspace(0, 1, 3))).toBe("OutOfRange from");
    expect(misuse(() => logspace(1, 2, 0))).toBe("OutOfRange count");
    const [, middle = 0] = logspace(1e-300, 1e300, 3);
    expect(Math.abs(middle - 1)).toBeLessThan(1e-12);
    expect(logspace(1e-300, 1e300, 50).every(Number.isFinite)).toBe(true);
  });
});

describe("other functions", () => {
  const law = isotropic({ dimension: 10, noise: 0.1 });
  const ragged = { kind: "matrix", values: Array.from({ length: 65535 }, () => [1]) };
  const regime = { secondMoment: 2, target: [0, 1], dimension: 50, samples: 100 };
  const rows: [string, () => unknown][] = [
    [
      "ShapeMismatch sampleCorrelation.values[0]",
      () => ridge(law, { samples: 3, lambda: 0.1, sampleCorrelation: ragged } as never),
    ],
    ["WrongType options", () => optimalRidge(law, undefined as never)],
    ["WrongType model", () => optimalRidge(law, { samples: 10, model: 5 as never })],
    ["Missing model", () => optimalWidth(law, { samples: 10, lambda: 0.1 } as never)],
    ["NotFinite coefficients[0]", () => kernelRegime({ ...regime, coefficients: [Number.NaN, 1] })],
    ["OutOfRange steps", () => modeElimination(law, { samples: 5, lambda: 0.1, steps: 1e9 })],
    ["Empty coefficients", () => kernelRegime({ ...regime, coefficients: [] })],
    ["OutOfRange layers", () => scalingRegime({ exponent: 1.5, source: 0.8, layers: 1e9 })],
    [
      "OutOfRange weightExponents",
      () => scalingRegime({ exponent: 1.5, source: 0.8, weightExponents: Array(1e4).fill(0.7) }),
    ],
  ];
  it.each(rows)("throw %s", (expected, run) => expect(misuse(run)).toBe(expected));
});
