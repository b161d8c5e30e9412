// Correlated samples: reference cases, problems solved with 90 digits, bad input.
import { readFileSync } from "node:fs";
import {
  type CorrelatedReport,
  correlationTransform,
  evaluate,
  type Problem,
  powerLaw,
  ridge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuse } from "../support/misuse.ts";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));

type Named = Record<string, number>;

interface Case {
  id: string;
  N: number;
  T: number;
  lambda: number;
  noise: number;
  spectrum: "identity" | { powerLaw: number };
  // biome-ignore lint/suspicious/noExplicitAny: each case writes these in its own way
  K: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  Knoise: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  k: any;
  want: Named;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** K of a case; a removed sample leaves a matrix. */
function correlation(written: Case["K"]): object {
  if (written === "identity") return { kind: "exponential", length: 1e-3 };
  const [kind, size, x] = written;
  if (kind === "exp") return { kind: "exponential", length: x };
  if (kind === "nn") return { kind: "nearestNeighbour", strength: x };
  if (kind === "pow") return { kind: "powerLaw", exponent: x };
  return { kind: "matrix", values: kept(size).map((i) => row(i, size, x)) };
}

const kept = (size: number) => range(size).filter((i) => i !== 100);
const row = (i: number, size: number, length: number) =>
  kept(size).map((j) => Math.exp(-Math.abs(i - j) / length));

function testPoint({ K, Knoise, k }: Case): object {
  if (!k) return {};
  if (k[0] === "expForecast") return { testCorrelation: { horizon: k[2] } };
  const noise = row(100, Knoise[1], Knoise[2]);
  return { testCorrelation: { vector: row(100, K[1], K[2]), noise } };
}

function problemOf(given: Case): Problem {
  const { N, T, spectrum, noise, lambda, K, Knoise } = given;
  const exponent = spectrum === "identity" ? 0 : spectrum.powerLaw;
  const weights = range(N).map((i) => (spectrum === "identity" ? 1 : (i + 1) ** -1.6));
  const norm = weights.reduce((sum, w) => sum + w, 0);
  const matched = Knoise === "same as K";
  const white = Knoise === "identity";
  return {
    model: { kind: "ridge" },
    spectrum: { kind: "eigenvalues", values: range(N).map((i) => (i + 1) ** -exponent) },
    target: { kind: "coefficients", squared: weights.map((w) => w / norm) },
    noise,
    samples: T,
    lambda,
    sampleCorrelation: correlation(K),
    ...(!matched && { noiseCorrelation: white ? "white" : correlation(Knoise) }),
    ...testPoint(given),
  } as Problem;
}

const fields: Record<string, string> = {
  df2Sigma: "df2",
  df2K: "df2Samples",
  varX: "variance.data",
  varNoise: "variance.noise",
  Eg: "excessError",
  Eout: "testError",
  Etr: "trainError",
  S: "sTransform",
  corrGCVfactor: "corrGcvFactor",
  EoutCorrelatedTest: "correlatedTestError",
};

const at = (report: object, path: string): number =>
  // biome-ignore lint/suspicious/noExplicitAny: a path into plain data
  path.split(".").reduce((value: any, name) => value[name], report);

describe("reference cases of correlated samples", () => {
  for (const given of read("correlated_cases") as Case[]) {
    it(given.id, () => {
      const report = evaluate(problemOf(given)) as CorrelatedReport;
      for (const [name, expected] of Object.entries(given.want)) {
        // The naive one is what GCV would multiply by.
        const naive = name === "naiveGCVfactor";
        const found = naive ? (1 - report.df1 / given.T) ** -2 : at(report, fields[name] ?? name);
        expect(Math.abs(found - expected), `${name}: ${found}`).toBeLessThanOrEqual(
          1e-11 * Math.abs(expected),
        );
      }
    });
  }
});

describe("random problems, solved with 90 digits by other formulas", () => {
  const cases = read("correlated") as { problem: Problem; want: Named }[];
  it(`${cases.length} problems agree in every number`, () => {
    for (const [i, { problem, want }] of cases.entries()) {
      const report = evaluate(problem);
      for (const [name, expected] of Object.entries(want)) {
        const found = at(report, name);
        // A difference of two errors is no better known than they are.
        const least = name === "mismatchCorrection" ? (problem.noise as number) : 0;
        const distance = Math.abs(found - expected) / (Math.max(Math.abs(expected), least) || 1);
        const where = `${i} ${name}: ${found} for ${expected} in ${JSON.stringify(problem)}`;
        expect(distance, where).toBeLessThan(1e-9);
      }
    }
  });
});

describe("S-transforms of the usual correlations", () => {
  it("are 1 for independent samples and the closed forms else", () => {
    expect(
      correlationTransform({ kind: "nearestNeighbour", strength: 0 }, { fraction: 0.3 }),
    ).toEqual({
      kappaTilde: 0.7 / 0.3,
      sTransform: 1,
    });
    const B = 1 / Math.tanh(1 / 5);
    const fraction = [1e-6, 0.1, 0.5, 0.999];
    const found = correlationTransform({ kind: "exponential", length: 5 }, { fraction });
    for (const [i, x] of fraction.entries()) {
      const S = (Math.sqrt(1 + (B * B - 1) * x * x) + B * x) / (1 + x);
      expect(found.sTransform[i]).toBeCloseTo(S, 12);
      expect(found.kappaTilde[i]).toBeCloseTo((1 - x) / (x * S), 5);
    }
    // The published table of nearest neighbours, b = 0.9.
    const b9 = { kind: "nearestNeighbour", strength: 0.9 } as const;
    const three = correlationTransform(b9, { fraction: [0.1, 0.5, 0.9] }).sTransform;
    for (const [i, S] of [1.044, 1.331, 2.016].entries()) expect(three[i]).toBeCloseTo(S, 2);
  });

  it("are the limits of long runs of samples", () => {
    for (const law of [
      { kind: "exponential", length: 3 },
      { kind: "nearestNeighbour", strength: -0.9 },
      { kind: "powerLaw", exponent: 1.5 },
    ] as const) {
      const limit = correlationTransform(law, { fraction: 0.4 }).sTransform;
      const long = correlationTransform(law, { fraction: 0.4, samples: 1000 }).sTransform;
      expect(Math.abs(long / limit - 1)).toBeLessThan(4e-3);
    }
  });
});

describe("bad input", () => {
  const population = powerLaw({ exponent: 1.5, source: 0.5, modes: 100, noise: 0.1 });
  const exponential = { kind: "exponential", length: 5 } as const;
  const base = { samples: 50, lambda: 1e-3 };
  const refused = (options: object, code: string, argument: string) =>
    expect(misuse(() => ridge(population, { ...base, ...options } as never))).toBe(
      `${code} ${argument}`,
    );

  it("names what is wrong", () => {
    const wrong: [object, string, string][] = [
      [
        { sampleCorrelation: { kind: "exponential", length: 0 } },
        "OutOfRange",
        "sampleCorrelation.length",
      ],
      [{ sampleCorrelation: { kind: "exponential" } }, "Missing", "sampleCorrelation.length"],
      [
        { sampleCorrelation: { kind: "nearestNeighbour", strength: 1.1 } },
        "OutOfRange",
        "sampleCorrelation.strength",
      ],
      [
        { sampleCorrelation: { kind: "powerLaw", exponent: -1 } },
        "OutOfRange",
        "sampleCorrelation.exponent",
      ],
      [
        { sampleCorrelation: { kind: "eigenvalues", values: [1, 2] } },
        "ShapeMismatch",
        "sampleCorrelation",
      ],
      [
        { sampleCorrelation: { kind: "eigenvalues", values: [1, -2] } },
        "OutOfRange",
        "sampleCorrelation.values[1]",
      ],
      [
        {
          sampleCorrelation: {
            kind: "matrix",
            values: [
              [1, 2],
              [0, 1],
            ],
          },
        },
        "OutOfRange",
        "sampleCorrelation.values[1][0]",
      ],
      [
        {
          sampleCorrelation: {
            kind: "matrix",
            values: [
              [1, 2],
              [2, 1],
            ],
          },
          samples: 2,
        },
        "OutOfRange",
        "sampleCorrelation",
      ],
      [
        {
          sampleCorrelation: {
            kind: "matrix",
            values: [
              [1, Number.NaN],
              [2, 1],
            ],
          },
        },
        "NotFinite",
        "sampleCorrelation.values[0][1]",
      ],
      [{ sampleCorrelation: exponential, lambda: -1e-9 }, "OutOfRange", "lambda"],
      [
        { sampleCorrelation: exponential, noiseCorrelation: "pink" },
        "WrongType",
        "noiseCorrelation",
      ],
      [{ noiseCorrelation: "white" }, "Conflict", "noiseCorrelation"],
      [
        { sampleCorrelation: exponential, testCorrelation: { vector: [1] } },
        "ShapeMismatch",
        "testCorrelation.vector",
      ],
      [
        { sampleCorrelation: exponential, testCorrelation: { horizon: 0 } },
        "OutOfRange",
        "testCorrelation.horizon",
      ],
      [
        { sampleCorrelation: exponential, testCorrelation: { vector: range(50).map(() => 0.9) } },
        "OutOfRange",
        "testCorrelation",
      ],
      [
        { sampleCorrelation: { kind: "powerLaw", exponent: 1 }, samples: 3000 },
        "OutOfRange",
        "sampleCorrelation",
      ],
    ];
    for (const each of wrong) refused(...each);
  });

  it("says that only ridge has correlated samples", () => {
    const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 20 }] };
    const problem = { model, ...population, ...base, sampleCorrelation: exponential };
    expect(() => evaluate(problem as Problem)).toThrow(/sampleCorrelation needs the model "ridge"/);
  });

  it("takes sample sizes that are not whole, as a grid of them may be", () => {
    const samples = Float64Array.of(49.6, 50, 50.4);
    const { testError } = ridge(population, {
      samples,
      lambda: 1e-3,
      sampleCorrelation: exponential,
    });
    expect(testError[0]).toBeGreaterThan(testError[1] as number);
    expect(testError[1]).toBeGreaterThan(testError[2] as number);
  });
});
