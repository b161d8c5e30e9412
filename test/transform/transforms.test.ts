import {
  degreesOfFreedom,
  describeElement,
  type Element,
  isotropic,
  kappaOf,
  RidgelawError,
  rTransform,
  sTransform,
  stieltjes,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { type Case, cases, relative } from "../support/cases.ts";

const law = (length: number, exponent: number) =>
  Float64Array.from({ length }, (_, j) => (j + 1) ** -exponent);

/** The element of a reference case, and the df asked for; the deficit where that is what has digits. */
function asked({ inputs }: Case): [Element, { df: number } | { deficit: number }] {
  const [dimension, samples, rank] = [inputs.D, inputs.P, inputs.N].map(Number) as [
    number,
    number,
    number,
  ];
  const at = inputs.df === "99.999999" ? { deficit: 1e-6 } : { df: Number(inputs.df) };
  if (inputs.eigs) {
    const values = [...law(100, 2), ...new Array<number>(50).fill(0)];
    return [{ kind: "eigenvalues", values }, at];
  }
  if (inputs.gamma_exp) {
    const weightSpectrum = law(rank, Number(inputs.gamma_exp));
    return [{ kind: "wishart", dimension: rank, samples: rank, weightSpectrum }, at];
  }
  if (inputs.N) return [{ kind: "projection", dimension, rank, scale: dimension / rank }, at];
  return [{ kind: "wishart", dimension, samples }, at];
}

describe("S of the reference cases", () => {
  for (const reference of cases("a01", "a02", "a03", "a04", "a05", "a06")) {
    it(`${reference.id}: ${reference.name}`, () => {
      const [element, at] = asked(reference);
      const found = sTransform(element, at);
      const { S, dlnS_ddf, kappa } = reference.outputs;
      expect(relative(found.value, S as string)).toBeLessThan(1e-12);
      if (dlnS_ddf) expect(relative(found.slope, dlnS_ddf)).toBeLessThan(1e-12);
      if (kappa) expect(relative(found.kappa, kappa)).toBeLessThan(1e-12);
    });
  }
});

const dimension = 120;
const wishart: Element = { kind: "wishart", dimension, samples: 300 };
const thin: Element = { kind: "wishart", dimension, samples: 70 };
const listed: Element = {
  kind: "eigenvalues",
  values: [3, 1, 0.2, 0.01],
  multiplicities: [10, 40, 50, 20],
};
const steep: Element = { kind: "powerLaw", exponent: 1.5, modes: dimension };
const structured: Element = {
  kind: "wishart",
  dimension,
  samples: 200,
  weightSpectrum: law(200, 0.8),
};
const projection: Element = { kind: "projection", dimension, rank: 90 };
const arch: Element = { kind: "semicircle", dimension, mean: 4, variance: 1.5 };
const two = isotropic({ dimension, value: 2 }).spectrum;
const product = (...factors: Element[]): Element => ({ kind: "product", factors });
const sum = (...terms: Element[]): Element => ({ kind: "sum", terms });
const inverse = (of: Element): Element => ({ kind: "inverse", of });

const elements: Record<string, Element> = {
  wishart,
  thin,
  listed,
  steep,
  structured,
  projection,
  arch,
  two,
  "a product": product(listed, wishart, projection),
  "a sum": sum(listed, thin),
  "a sum with a semicircle": sum(arch, listed, structured),
  "a product of sums": product(sum(listed, wishart), sum(thin, projection)),
  "an inverse": inverse(product(listed, wishart)),
  "a corner": { kind: "compressed", dimension: 80, of: product(listed, wishart) },
  "the other side": { kind: "resized", dimension: 300, of: product(listed, wishart) },
  "a multiple": { kind: "scaled", factor: 1e-8, of: sum(steep, thin) },
};

/** df across the whole range of an element. */
const shares = [1e-12, 1e-6, 0.01, 0.3, 0.5, 0.7, 0.99];

describe.each(Object.entries(elements))("Free probability of %s", (_name, element) => {
  const { rank, dimension: size } = describeElement(element);
  const df = shares.map((share) => share * rank);
  const found = sTransform(element, { df });

  it("inverts: κ(df) and df(κ)", () => {
    const back = degreesOfFreedom(element, { kappa: found.kappa });
    df.forEach((value, i) => {
      expect(relative(back.df1[i] as number, value)).toBeLessThan(1e-12);
    });
  });

  it("counts the same from its end, where the deficit is small", () => {
    const deficit = [1e-3, 1e-9, 1e-15].map((share) => share * rank);
    const kappa = kappaOf(element, { deficit });
    const back = degreesOfFreedom(element, { kappa });
    deficit.forEach((value, i) => {
      expect(relative(back.deficit[i] as number, value)).toBeLessThan(2e-11);
    });
  });

  it("relates S and R: R(t S(t)) = 1/S(t)", () => {
    const g = df.map((value, i) => (value / size) * (found.value[i] as number));
    const r = rTransform(element, { g });
    df.forEach((_, i) => {
      expect(relative((r.value[i] as number) * (found.value[i] as number), 1)).toBeLessThan(1e-12);
      expect(relative(r.kappa[i] as number, found.kappa[i] as number)).toBeLessThan(1e-11);
    });
  });

  it("has the Stieltjes transform (D − df)/(D κ)", () => {
    const { value } = stieltjes(element, { lambda: found.kappa });
    df.forEach((each, i) => {
      const expected = (size - each) / size / (found.kappa[i] as number);
      expect(relative(value[i] as number, expected)).toBeLessThan(1e-11);
    });
  });

  it("has the slopes of its own differences", () => {
    const at = 0.4 * rank;
    const step = 1e-5 * rank;
    const [low, middle, high] = [at - step, at, at + step].map((x) =>
      sTransform(element, { df: x }),
    );
    if (!(low && middle && high)) throw new Error("no answer");
    const slope = (Math.log(high.value) - Math.log(low.value)) / (2 * step);
    expect(Math.abs(middle.slope - slope) * rank).toBeLessThan(1e-8);
    const { kappa, gap, df1, df2 } = degreesOfFreedom(element, { df: at });
    expect(relative(gap, df1 - df2)).toBeLessThan(1e-12);
    const drift = (2 * step) / -Math.log(high.kappa / low.kappa);
    expect(relative(gap, drift)).toBeLessThan(1e-8);
    expect(kappa).toBeGreaterThan(0);
  });
});

describe("The rules of free probability", () => {
  const df = shares.map((share) => share * 70);
  const s = (element: Element, at: readonly number[] = df) => sTransform(element, { df: at }).value;
  const close = (found: ArrayLike<number>, expected: (i: number) => number, within = 1e-12) => {
    for (let i = 0; i < found.length; i++) {
      expect(relative(found[i] as number, expected(i))).toBeLessThan(within);
    }
  };

  it("S multiplies under products", () => {
    const [a, b, c] = [listed, thin, arch].map((x) => s(x)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    close(
      s(product(listed, thin, arch)),
      (i) => (a[i] as number) * (b[i] as number) * (c[i] as number),
    );
  });

  it("S(A⁻¹; t) = 1/S(A; −1 − t)", () => {
    const mirrored = s(
      listed,
      df.map((x) => dimension - x),
    );
    close(s(inverse(listed)), (i) => 1 / (mirrored[i] as number));
    const other = s(
      product(listed, wishart),
      df.map((x) => dimension - x),
    );
    close(s(inverse(product(listed, wishart))), (i) => 1 / (other[i] as number));
  });

  it("R adds under sums", () => {
    const g = [1e-9, 0.01, 0.1, 0.25];
    const r = (element: Element) => rTransform(element, { g }).value;
    const [a, b, c] = [listed, thin, arch].map(r) as [Float64Array, Float64Array, Float64Array];
    close(
      r(sum(listed, thin, arch)),
      (i) => (a[i] as number) + (b[i] as number) + (c[i] as number),
      1e-11,
    );
  });

  it("a corner has the S of the whole at equal df, and a change of size its κ", () => {
    const whole = s(product(listed, thin));
    close(
      s({ kind: "compressed", dimension: 100, of: product(listed, thin) }),
      (i) => whole[i] as number,
    );
    const kappa = kappaOf(listed, { df });
    const resized: Element = { kind: "resized", dimension: 1000, of: listed };
    close(kappaOf(resized, { df }), (i) => kappa[i] as number);
    close(
      s(resized),
      (i) => ((1000 - (df[i] as number)) / (120 - (df[i] as number))) * (s(listed)[i] as number),
    );
  });

  it("a corner of the whole is the product with a projection, without its zeros", () => {
    const corner = kappaOf({ kind: "compressed", dimension: 90, of: listed }, { df });
    close(kappaOf(product(listed, projection), { df }), (i) => corner[i] as number);
  });

  it("a sum with a multiple of the identity shifts κ, a multiple scales it", () => {
    const kappa = [0.01, 1, 100];
    const shifted = stieltjes(sum(listed, two), { lambda: kappa }).value;
    const expected = stieltjes(listed, { lambda: kappa.map((k) => k + 2) }).value;
    close(shifted, (i) => expected[i] as number);
    const scaled = degreesOfFreedom({ kind: "scaled", factor: 7, of: thin }, { kappa });
    const plain = degreesOfFreedom(thin, { kappa: kappa.map((k) => k / 7) });
    close(scaled.df1, (i) => plain.df1[i] as number);
  });

  it("two semicircles add up to one, and a Wigner matrix is one", () => {
    const kappa = [5, 6, 100];
    const half: Element = { kind: "semicircle", dimension, variance: 2 };
    const whole: Element = { kind: "wigner", dimension, entryVariance: 4 / dimension };
    const g = stieltjes(whole, { lambda: kappa }).value;
    close(stieltjes(sum(half, half), { lambda: kappa }).value, (i) => g[i] as number);
    // tr (W+κ)⁻¹ of variance v is (κ − √(κ² − 4v))/2v.
    close(g, (i) => {
      const k = kappa[i] as number;
      return 2 / (k + Math.sqrt(k * k - 16));
    });
  });

  it("both sides of a sample covariance share κ; its companion transform is 1/κ of the population", () => {
    const covariance = { kind: "powerLaw", exponent: 1.2, modes: 500 } as const;
    const sample: Element = { kind: "wishart", covariance, samples: 200 };
    const lambda = [1e-30, 1e-9, 1e-3, 10];
    const { df1, value } = stieltjes(sample, { lambda, dimension: 200 });
    const { deficit } = degreesOfFreedom(sample, { kappa: lambda });
    const kappa = kappaOf(covariance, { df: df1 });
    lambda.forEach((each, i) => {
      expect(relative(value[i] as number, 1 / (kappa[i] as number))).toBeLessThan(1e-10);
      const slack = (deficit[i] as number) / 200;
      expect(relative((kappa[i] as number) * slack, each)).toBeLessThan(1e-10);
    });
  });

  it("holds for a million modes", () => {
    const covariance = { kind: "powerLaw", exponent: 1.5, modes: 1_000_000 } as const;
    const sample: Element = { kind: "wishart", covariance, samples: 1000 };
    const [reference] = cases("h01");
    const { df1 } = degreesOfFreedom(sample, { kappa: 1e-14 });
    expect(relative(df1, reference?.outputs["df1"] as string)).toBeLessThan(1e-13);
  });
});

describe("Bad elements", () => {
  const law: Element = { kind: "powerLaw", exponent: 1, modes: dimension };
  const rows: [string, unknown, object?][] = [
    ["Missing element.kind", {}],
    ["WrongType element.kind", { kind: "matrix" }],
    ["Missing element.samples", { kind: "wishart", dimension: 3 }],
    ["OutOfRange element.samples", { kind: "wishart", dimension: 3, samples: 0 }],
    ["OutOfRange element.rank", { kind: "projection", dimension: 3, rank: 4 }],
    ["ShapeMismatch element.factors[1]", product(wishart, { ...wishart, dimension: 9 })],
    ["Conflict element.factors[1]", product(wishart, { kind: "semicircle", dimension })],
    ["Conflict element.terms[1]", sum({ kind: "semicircle", dimension }, product(law, law))],
    ["Conflict element.of", inverse(thin)],
    ["OutOfRange element.dimension", { kind: "compressed", dimension: 200, of: thin }],
    ["OutOfRange element.dimension", { kind: "resized", dimension: 60, of: thin }],
    ["Conflict element", { kind: "semicircle", dimension }],
    ["OutOfRange df", thin, { df: 71 }],
    ["OutOfRange df[1]", thin, { df: [3, -1] }],
    ["OutOfRange t", thin, { t: 0.5 }],
    ["Unknown element.width", { kind: "orthogonal", dimension, width: 2 }],
    ["Empty element.terms", { kind: "sum", terms: [] }],
  ];
  for (const [expected, element, at = { df: 1 }] of rows) {
    it(`are named: ${expected}`, () => {
      expect(() => sTransform(element as Element, at as { df: number })).toThrow(RidgelawError);
      try {
        sTransform(element as Element, at as { df: number });
      } catch (error) {
        if (!(error instanceof RidgelawError)) throw error;
        expect(`${error.code} ${error.argument}`).toBe(expected);
      }
    });
  }
  it("say where κ ends", () => {
    const arch: Element = { kind: "semicircle", dimension };
    expect(() => stieltjes(arch, { lambda: 1.9 })).toThrow(/above 2, minus the smallest/);
    expect(() => rTransform(thin, { g: -1 })).toThrow(/g must be above 0/);
  });
});
