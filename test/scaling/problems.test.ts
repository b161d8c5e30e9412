import {
  benignOverfitting,
  bottleneck,
  chinchillaLaw,
  computeOptimal,
  convertFrame,
  evaluate,
  localExponents,
  modeElimination,
  powerLaw,
  ridge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";

const endless = powerLaw({ exponent: 1.5, source: 0.6, modes: "infinite", noise: 0.05 });
const features = { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 80 }] } as const;

describe("A power law without end", () => {
  it("is asked for by name or by Infinity, and stays plain data", () => {
    const infinite = powerLaw({
      exponent: 1.5,
      source: 0.6,
      modes: Number.POSITIVE_INFINITY,
      noise: 0.05,
    });
    expect(infinite).toEqual(endless);
    expect(JSON.parse(JSON.stringify(endless))).toEqual(endless);
    const long = powerLaw({ exponent: 1.5, source: 0.6, modes: 1e6, noise: 0.05 });
    const [a, b] = [endless, long].map((p) => ridge(p, { samples: 100, lambda: 1e-3 }).testError);
    expect(a).not.toBe(b);
    expect((a as number) / (b as number)).toBeCloseTo(1, 2);
  });

  it("needs a source", () => {
    const without = powerLaw({ exponent: 1.5, modes: "infinite" });
    expect(misuseOf(() => ridge(without, { samples: 10, lambda: 1 })).argument).toBe("target.kind");
  });
});

describe("Local exponents", () => {
  it("are the slopes of evaluate", () => {
    const at = (samples: number, lambda: number, width: number) => {
      const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width }] } as const;
      return Math.log(evaluate({ ...endless, model, samples, lambda }).excessError);
    };
    const found = localExponents({ ...endless, model: features, samples: 100, lambda: 1e-3 });
    const h = 1e-4;
    const slope = (up: number, down: number) => (up - down) / (2 * h);
    const [up, down] = [Math.exp(h), Math.exp(-h)];
    expect(-slope(at(100 * up, 1e-3, 80), at(100 * down, 1e-3, 80))).toBeCloseTo(found.samples, 6);
    expect(slope(at(100, 1e-3 * up, 80), at(100, 1e-3 * down, 80))).toBeCloseTo(found.lambda, 6);
    const step = Math.log(81 / 79);
    expect(-(at(100, 1e-3, 81) - at(100, 1e-3, 79)) / step).toBeCloseTo(
      found.widths[0] as number,
      3,
    );
  });

  it("come as a grid, and as a list for a list", () => {
    const problem = { ...endless, model: features, samples: [50, 100], lambda: [1e-4, 1e-2, 1] };
    const grid = localExponents(problem);
    expect(grid).toMatchObject({ shape: [2, 3] });
    expect(localExponents([problem, problem])).toEqual([grid, grid]);
  });
});

describe("A budget", () => {
  it("is used up, and its frontier falls", () => {
    const found = computeOptimal(endless, { budget: [1e4, 1e6], cost: { samples: 1, width: 2 } });
    for (const [i, budget] of [1e4, 1e6].entries()) {
      expect(((found.samples[i] as number) * (found.width[i] as number) ** 2) / budget).toBeCloseTo(
        1,
        9,
      );
    }
    expect(found.excessError[1]).toBeLessThan(found.excessError[0] as number);
  });

  it("and what is asked of it must make sense", () => {
    const options = { budget: 1e4 };
    expect(misuseOf(() => computeOptimal(endless, { budget: 0.5 })).argument).toBe("budget");
    expect(misuseOf(() => computeOptimal(endless, { ...options, lambda: -1 })).argument).toBe(
      "lambda",
    );
    expect(
      misuseOf(() => computeOptimal(endless, { ...options, cost: { width: 0 } })).argument,
    ).toBe("cost");
    expect(misuseOf(() => computeOptimal(endless, { ...options, widthRatios: [0] })).argument).toBe(
      "widthRatios[0]",
    );
  });
});

describe("A bottleneck", () => {
  it("is told with what is left without it", () => {
    const found = bottleneck({ ...endless, model: features, samples: 1e5, lambda: 1e-6 });
    expect(found.bottleneck).toBe("width");
    expect(found.without.width).toBeLessThan(found.excessError);
  });

  it("is asked for at one point", () => {
    const grid = { ...endless, model: features, samples: [10, 20], lambda: 1 };
    expect(misuseOf(() => bottleneck(grid as never)).code).toBe("Conflict");
  });
});

describe("Mode elimination", () => {
  it("ends at κ and at the test error", () => {
    const flow = modeElimination(endless, { samples: 50, lambda: 1e-3, steps: 12 });
    expect(flow.lambda.at(-1)).toBeCloseTo(flow.kappa, 12);
    expect(flow.noise.at(-1)).toBeCloseTo(flow.testError, 12);
    expect(flow.kept.at(-1)).toBe(0);
  });
});

describe("Frames and effective ranks", () => {
  it("speak each other's words, or say why not", () => {
    const cui = convertFrame({ frame: "cui", alpha: 1.65, r: 0.097 });
    expect(cui).toEqual({ frame: "atanasov", exponent: 1.65, source: 0.097 });
    expect(convertFrame(cui, "bordelon").a).toBeCloseTo(1 + 2 * 1.65 * 0.097, 12);
    const kaplan = { frame: "kaplan", alphaN: 0.076, alphaD: 0.095 } as const;
    expect(misuseOf(() => convertFrame(kaplan)).code).toBe("Conflict");
    expect(misuseOf(() => convertFrame(cui, "bahri")).code).toBe("Conflict");
    expect(misuseOf(() => chinchillaLaw({ exponent: 1.5, source: 0.5 })).argument).toBe("source");
  });

  it("tell a power law's overfitting tempered", () => {
    expect(benignOverfitting(endless, { samples: 1_000 }).verdict).toBe("tempered");
  });
});
