// One law in the words of several papers, against what each of them says of it.
import {
  chinchillaLaw,
  convertFrame,
  evaluate,
  localExponents,
  optimalRidge,
  powerLaw,
  regime,
  ridge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";

describe("Frames", () => {
  it("speak each other's words, or say why not", () => {
    const cui = convertFrame({ frame: "cui", alpha: 1.65, r: 0.097 });
    expect(cui).toEqual({ frame: "atanasov", exponent: 1.65, source: 0.097 });
    expect(convertFrame(cui, "bordelon").a).toBeCloseTo(1 + 2 * 1.65 * 0.097, 12);
    const kaplan = { frame: "kaplan", alphaN: 0.076, alphaD: 0.095 } as const;
    expect(misuseOf(() => convertFrame(kaplan)).code).toBe("Conflict");
    expect(misuseOf(() => convertFrame(cui, "bahri")).code).toBe("Conflict");
    expect(misuseOf(() => chinchillaLaw({ exponent: 1.5, source: 0.5 })).argument).toBe("source");
  });

  it("show Maloney's and Bahri's error symmetric in parameters and data, κ P/(1 − P/N)", () => {
    // arXiv 2210.16859, teachers that weigh all directions alike: here df₁ = P at λ = 0.
    const { exponent, source } = convertFrame({ frame: "maloney", alpha: 0.7 });
    const population = powerLaw({ exponent, source, modes: "infinite" });
    const at = (width: number, samples: number) =>
      evaluate({
        ...population,
        model: { kind: "randomFeatures", layers: [{ kind: "gaussian", width }] },
        samples,
        lambda: 0,
      });
    for (const [few, many] of [
      [100, 150],
      [300, 1_000],
    ] as const) {
      const { excessError } = at(many, few);
      expect(at(few, many).excessError / excessError).toBeCloseTo(1, 9);
      const { kappa } = ridge(population, { samples: few, lambda: 0 });
      expect((kappa * few) / (1 - few / many) / excessError).toBeCloseTo(1, 9);
    }
    const wide = localExponents({
      ...population,
      model: { kind: "ridge" },
      samples: 1e6,
      lambda: 0,
    });
    expect(wide.samples).toBeCloseTo(0.7, 3);
  });

  it("show Simon's obligatory overfitting: λ/κ at the best ridge is (α − β)/((α − 1)β)", () => {
    // arXiv 2311.14646 without noise: (λ/κ)² is the ratio of train to test error, and from β = α on no ridge is too small.
    for (const [alpha, beta] of [
      [1.8, 1.3],
      [2.5, 1.6],
      [1.5, 1.9],
    ] as const) {
      const { exponent, source } = convertFrame({ frame: "simon", alpha, beta });
      const population = powerLaw({ exponent, source, modes: "infinite" });
      const { lambda } = optimalRidge(population, { samples: 1e6 });
      const { kappa, testError, trainError } = ridge(population, { samples: 1e6, lambda });
      const ratio = lambda / kappa;
      expect(ratio).toBeCloseTo((alpha - beta) / ((alpha - 1) * beta), 2);
      expect(trainError / testError).toBeCloseTo(ratio ** 2, 9);
      expect(lambda > 0).toBe(beta < alpha);
    }
  });

  it("show the exponents of Bordelon, Atanasov and Pehlevan in data, min(a − 1, 2b)", () => {
    for (const [a, b] of [
      [1.9, 1.4],
      [4.2, 1.3],
    ] as const) {
      const { exponent, source } = convertFrame({ frame: "bordelon", a, b });
      const population = powerLaw({ exponent, source, modes: "infinite" });
      const model = { kind: "ridge" } as const;
      const { samples } = localExponents({ ...population, model, samples: 1e7, lambda: 0 });
      expect(samples).toBeCloseTo(Math.min(a - 1, 2 * b), 2);
    }
  });

  it("show Cui's crossover to noise: ridges below P^(−α/(1+2αr)) end in the noisy regime", () => {
    // arXiv 2105.15004; α and r as measured there for a kernel on MNIST.
    const { exponent, source } = convertFrame({ frame: "cui", alpha: 1.65, r: 0.097 });
    const edge = exponent / (1 + 2 * exponent * source);
    const at = (lambdaExponent: number) =>
      regime({ exponent, source, noise: 1, layers: 0 }, { lambdaExponent });
    expect([at(edge - 0.01).term, at(edge + 0.01).term]).toEqual(["bias", "noise"]);
    const slow = at(1.3 * edge);
    expect(slow.exponent).toBeCloseTo(1 - Math.min(1, (1.3 * edge) / exponent), 12);
  });
});
