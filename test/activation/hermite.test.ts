import { activationKernel, activationNames, hermite, RidgelawError } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { cases, relative } from "../support/cases.ts";
import { uniforms } from "../support/random.ts";

describe("Hermite coefficients", () => {
  for (const reference of cases("f01", "f02", "f03", "f04", "f05")) {
    it(`are those of the reference: ${reference.name}`, () => {
      const { phi, s } = reference.inputs;
      const { coefficients, linear, nonlinear } = hermite(phi, { scale: Number(s) });
      const { mu0, mu1, mustar2 } = reference.outputs;
      expect(relative(coefficients[0] as number, mu0 as string)).toBeLessThan(1e-12);
      expect(relative(linear, mu1 as string)).toBeLessThan(1e-12);
      expect(relative(nonlinear, mustar2 as string)).toBeLessThan(1e-12);
      expect(coefficients).toHaveLength(11);
      expect(coefficients[1]).toBe(linear);
    });
  }

  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  const functions: Record<string, (x: number) => number> = {
    relu: (x) => Math.max(x, 0),
    tanh: Math.tanh,
    silu: (x) => x * sigmoid(x),
    sigmoid,
    sign: Math.sign,
    step: (x) => (x > 0 ? 1 : 0),
    sin: Math.sin,
    cos: Math.cos,
    quadratic: (x) => x * x,
    linear: (x) => x,
  };
  for (const [name, activation] of Object.entries(functions)) {
    it(`of a function are those of ${name}`, () => {
      for (const scale of [0.4, 1, 3]) {
        const known = hermite(name as "relu", { scale, order: 40 });
        const found = hermite(activation, { scale, order: 40 });
        const size = Math.sqrt(known.secondMoment);
        known.coefficients.forEach((expected, k) => {
          const error = Math.abs((found.coefficients[k] as number) - expected);
          expect(error / size, `μ_${k}`).toBeLessThan(2e-13);
        });
        expect(Math.abs(found.nonlinear - known.nonlinear) / size ** 2).toBeLessThan(1e-13);
        expect(found.nonlinear === 0).toBe(name === "linear");
        expect(found.linear === 0).toBe(name === "cos" || name === "quadratic");
      }
    });
  }

  it("meet jumps and kinks anywhere", () => {
    const density = (a: number) => Math.exp(-a * a * 0.5) / Math.sqrt(2 * Math.PI);
    for (const a of [0.3, -1.7, Math.PI, 1e-7]) {
      const jump = hermite((x) => (x > a ? 1 : 0), { order: 3 });
      expect(Math.abs(jump.linear / density(a) - 1)).toBeLessThan(1e-12);
      expect(
        Math.abs((jump.coefficients[2] as number) - (a * density(a)) / Math.SQRT2),
      ).toBeLessThan(1e-13);
      const bend = hermite((x) => Math.abs(x - a), { order: 2 });
      expect(
        Math.abs((bend.coefficients[2] as number) / (Math.SQRT2 * density(a)) - 1),
      ).toBeLessThan(1e-12);
    }
  });

  it("meet jumps wherever they lie in a panel", () => {
    const random = uniforms(7);
    for (let i = 0; i < 150; i++) {
      const a = i === 0 ? -0.0627 : 6 * random() - 3;
      const { coefficients } = hermite((x) => (x > a ? 1 : 0), { order: 2 });
      // μ_0 = Q(a), whose derivative −μ_1 is.
      const slope = Math.exp(-a * a * 0.5) / Math.sqrt(2 * Math.PI);
      expect(Math.abs((coefficients[1] as number) - slope), `at ${a}`).toBeLessThan(1e-14);
      const second = (a * slope) / Math.SQRT2;
      expect(Math.abs((coefficients[2] as number) - second), `at ${a}`).toBeLessThan(2e-14);
    }
  });

  it("of what is no function with a variance are refused in words", () => {
    const misuse = (activation: unknown, options = {}) => {
      try {
        hermite(activation as "relu", options);
      } catch (error) {
        if (!(error instanceof RidgelawError)) throw error;
        return `${error.code} ${error.argument}`;
      }
      return "";
    };
    const bad = {
      throws: () => {
        throw new Error("no");
      },
    };
    expect(misuse(bad.throws)).toBe("ActivationFailed activation");
    expect(misuse(() => Number.NaN)).toBe("NotFinite activation");
    expect(misuse(() => "1")).toBe("WrongType activation");
    expect(misuse((x: number) => 1 / x ** 2000)).toBe("NotFinite activation");
    expect(misuse((x: number) => Math.sin(1e7 * x))).toBe("IllConditioned activation");
    expect(misuse((x: number) => Math.sin(1 / x))).toBe("IllConditioned activation");
    let state = 1;
    const noise = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    expect(misuse(noise)).toBe("IllConditioned activation");
    expect(misuse((x: number) => Math.exp(0.3 * x * x))).toBe("IllConditioned activation");
    expect(misuse("swish")).toBe("WrongType activation");
    expect(misuse(undefined)).toBe("Missing activation");
    expect(misuse("relu", { scale: 0 })).toBe("OutOfRange scale");
    expect(misuse("relu", { order: 201 })).toBe("OutOfRange order");
    expect(misuse("relu", { order: 1.5 })).toBe("OutOfRange order");
  });
});

describe("the kernel of an activation", () => {
  it("is the second moment at one, and the squared mean at zero", () => {
    for (const name of activationNames) {
      const { coefficients, secondMoment } = hermite(name, { scale: 1.2 });
      const { kernel } = activationKernel(name, { scale: 1.2, correlation: [1, 0] });
      expect(Math.abs((kernel[0] as number) / secondMoment - 1)).toBeLessThan(1e-12);
      expect(Math.abs((kernel[1] as number) - (coefficients[0] as number) ** 2)).toBeLessThan(
        1e-13,
      );
    }
  });

  it("of a function is that of its name where the bound says so", () => {
    for (const correlation of [-1, -0.95, -0.2, 0.6, 0.9, 1]) {
      const smooth = activationKernel(Math.tanh, { correlation });
      const named = activationKernel("tanh", { correlation });
      expect(Math.abs(smooth.kernel - named.kernel)).toBeLessThan(1e-13);
      const bent = activationKernel((x) => Math.max(x, 0), { correlation });
      const relu = activationKernel("relu", { correlation });
      expect(Math.abs(bent.kernel - relu.kernel)).toBeLessThan(bent.errorBound + 1e-13);
      if (Math.abs(correlation) < 0.97) expect(bent.errorBound).toBeLessThan(1e-12);
    }
  });

  it("keeps its digits where it all but vanishes, next to −1", () => {
    const correlation = -1 + 2 ** -40;
    // cos φ = −c: φ² = 2e + e²/3 + … with e = 1 + c, φ³/3 − φ⁵/30 and φ over 2π.
    const angle = Math.sqrt(2 ** -39) * (1 + 2 ** -40 / 12);
    const at = (name: "relu" | "step") => activationKernel(name, { correlation }).kernel;
    expect(Math.abs((at("step") * 2 * Math.PI) / angle - 1)).toBeLessThan(1e-14);
    expect(Math.abs((at("relu") * 6 * Math.PI) / angle ** 3 - 1)).toBeLessThan(1e-11);
  });

  it("refuses what is no correlation", () => {
    expect(() => activationKernel("relu", { correlation: [0, 1.1] })).toThrow(/correlation\[1\]/);
  });
});
