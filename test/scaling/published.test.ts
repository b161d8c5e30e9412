// Numbers of Kaplan et al., arXiv 2001.08361, that follow from other numbers there.
import { allocate, type TwoVariableLaw } from "ridgelaw";
import { describe, expect, it } from "vitest";

/** A law at one N and D, by what a run of these sizes lacks. */
function at(fit: TwoVariableLaw, N: number, D: number) {
  const { now = [] } = allocate(fit, { budget: 1e20, now: { parameters: [N], samples: [D] } });
  return now[0]?.loss as number;
}

/** L(N, D) with N_c, D_c and exponents of two resources. */
const joint = ([Nc, alphaN]: [number, number], [Dc, alphaD]: [number, number]) =>
  ({
    law: "kaplan",
    parameters: { A: Nc ** alphaN, alpha: alphaN, B: Dc ** alphaD, beta: alphaD },
  }) as TwoVariableLaw;

/** Equations 1.1 and 1.2: each resource by itself. */
const alone = joint([8.8e13, 0.076], [5.4e13, 0.095]);
/** Table 2: the joint fit. */
const together = joint([6.4e13, 0.076], [1.8e13, 0.103]);

const PETAFLOP_DAY = 1e15 * 24 * 3600;

/**
 * Table 3, L(N, S) = (N_c/N)^α_N + (S_c/S)^α_S, and equation 5.3, B_crit = B₀ L^(-1/α_B): the compute of S steps at a batch far
 * below the critical one is 6 N S B_crit(L).
 */
const [Nc, alphaN, Sc, alphaS, batch, alphaB] = [6.5e13, 0.077, 2.1e3, 0.76, 2.1e8, 0.21];
const steps: TwoVariableLaw = {
  law: "chinchilla",
  parameters: { E: 0, A: Nc ** alphaN, alpha: alphaN, B: Sc ** alphaS, beta: alphaS },
};
const lossOf = (N: number, S: number) => (Nc / N) ** alphaN + (Sc / S) ** alphaS;
const compute = (N: number, S: number) => 6 * N * S * batch * lossOf(N, S) ** (-1 / alphaB);

describe("Kaplan's laws", () => {
  it("have the constants of each resource as their limits: the loss is one at N_c, and at D_c", () => {
    expect(at(alone, 8.8e13, 1e40)).toBeCloseTo(1, 3);
    expect(at(alone, 1e60, 5.4e13)).toBeCloseTo(1, 3);
    // A doubling of N leaves 2^-0.076 = 0.95 of the loss, as the paper says.
    expect(at(alone, 2e9, 1e40) / at(alone, 1e9, 1e40)).toBeCloseTo(0.95, 2);
  });

  it("agree with one another within the paper's measurements, two fits of the same runs", () => {
    for (const N of [1e6, 1e8, 1.5e9]) {
      expect(at(together, N, 1e40) / at(alone, N, 1e40), `${N}`).toBeGreaterThan(0.97);
      expect(at(together, N, 1e40) / at(alone, N, 1e40), `${N}`).toBeLessThan(1.03);
    }
    for (const D of [2.2e7, 1e9, 2.2e10]) {
      expect(Math.abs(at(together, 1e60, D) / at(alone, 1e60, D) - 1), `${D}`).toBeLessThan(0.06);
    }
  });

  it("lose two per cent to overfitting at D = 5·10³ N^0.74, equation 4.4", () => {
    for (const N of [1e6, 1e8, 1e10]) {
      const wanted = 1.02 * at(together, N, 1e40);
      let [low, high] = [1e3, 1e20];
      for (let i = 0; i < 100; i++) {
        const middle = Math.sqrt(low * high);
        if (at(together, N, middle) > wanted) low = middle;
        else high = middle;
      }
      // Printed with one digit.
      expect(low / N ** 0.74 / 5e3, `${N}`).toBeGreaterThan(0.9);
      expect(low / N ** 0.74 / 5e3, `${N}`).toBeLessThan(1.15);
    }
  });

  it("fall with compute like C^-0.05 and ask for N ~ C^0.7, by the learning curves and the critical batch", () => {
    const budget = PETAFLOP_DAY;
    const best = allocate(steps, { budget, cost: compute });
    const closed = 1 / (1 / alphaS + 1 / alphaB + 1 / alphaN);
    expect(best.exponents.reducibleLoss).toBeCloseTo(closed, 4);
    expect(best.exponents.parameters).toBeCloseTo(closed / alphaN, 3);
    // α_C^min: 0.050 measured, 0.052 and 0.054 predicted in the paper; N ~ C^0.73 measured, C^0.71 predicted; S ~ C^0.03.
    expect(Math.abs(best.exponents.reducibleLoss - 0.052)).toBeLessThan(0.001);
    expect(Math.abs(best.exponents.parameters - 0.71)).toBeLessThan(0.04);
    expect(Math.abs(best.exponents.samples - 0.03)).toBeLessThan(0.05);
    // The loss of one petaflop/s-day by L = (C_c/C)^0.050 with the printed C_c = 3.1·10⁸ of them.
    const [loss = 0] = best.loss;
    expect(Math.abs(loss / 3.1e8 ** 0.05 - 1)).toBeLessThan(0.03);
    // C_c in closed form, as the optimum of these two equations.
    const ratio = alphaN / alphaS;
    const Cc =
      6 * Nc * batch * Sc * (1 + ratio) ** (1 / alphaS + 1 / alphaN) * ratio ** (-1 / alphaS);
    expect(loss / (Cc / budget) ** closed).toBeCloseTo(1, 6);
  });
});
