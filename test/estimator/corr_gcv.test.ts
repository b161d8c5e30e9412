// CorrGCV: identities, the formula by plain matrices, bad input.
import { corrGcv, Ridge } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuse } from "../support/misuse.ts";
import { normals } from "../support/normals.ts";

const length = 6;

/** Rows of an autoregression with two targets. */
function series(rows: number, columns: number) {
  const normal = normals(5);
  const r = Math.exp(-1 / length);
  const X: number[][] = [Array.from({ length: columns }, normal)];
  while (X.length < rows) {
    const last = X.at(-1) as number[];
    X.push(last.map((x) => r * x + Math.sqrt(1 - r * r) * normal()));
  }
  const y = X.map(([a = 0, b = 0]) => [a + 0.3 * normal(), a - b + 0.5 * normal()]);
  return { X, y };
}

const { X, y } = series(60, 20);
const known = { kind: "exponential", length } as const;
const independent = { kind: "nearestNeighbour", strength: 0 } as const;

describe("CorrGCV", () => {
  it("is GCV where rows are independent, and with an intercept (1 + 1/T) times it", () => {
    for (const lambda of [0, 1e-8, 0.1, 10]) {
      const flat = corrGcv(X, y, { correlation: independent, lambda, intercept: false });
      expect(flat.corrGcv / flat.gcv).toBeCloseTo(1, 11);
      const centred = corrGcv(X, y, { correlation: independent, lambda });
      // GCV divides by T, of which the intercept uses one: (T−1)/T.
      expect(centred.corrGcv / centred.gcv).toBeCloseTo((1 + 1 / 60) * (59 / 60), 11);
      const fit = Ridge.fit(X, y, { lambda });
      expect([centred.gcv, centred.looError]).toEqual([fit.gcv, fit.looError]);
    }
  });

  it("is S df₁/(df₁ − df2_K) times the training error, and κ κ̃ = λT/df₁", () => {
    const found = corrGcv(X, y, { correlation: known, lambda: 0.05, intercept: false });
    const { kappa, kappaTilde, df1, trainError, sTransform } = found;
    expect((kappa * kappaTilde * df1) / (0.05 * 60)).toBeCloseTo(1, 11);
    expect(found.naiveGcv / (sTransform ** 2 * trainError)).toBeCloseTo(1, 11);
    // The same by the eigenvalues, written as a matrix.
    const values = X.map((_, i) => X.map((_, j) => Math.exp(-Math.abs(i - j) / length)));
    const correlation = { kind: "matrix", values } as const;
    for (const intercept of [true, false]) {
      const one = corrGcv(X, y, { correlation, lambda: [0.01, 0.05], intercept });
      const other = corrGcv(X, y, { correlation: known, lambda: [0.01, 0.05], intercept });
      for (const i of [0, 1]) {
        expect((one.path?.corrGcv[i] as number) / (other.path?.corrGcv[i] as number)).toBeCloseTo(
          1,
          10,
        );
      }
    }
  });

  it("reaches λ = 0 continuously, with fewer rows than columns and with more", () => {
    for (const [rows, columns] of [
      [30, 50],
      [60, 20],
    ] as const) {
      const data = series(rows, columns);
      const at = (lambda: number) => corrGcv(data.X, data.y, { correlation: known, lambda });
      expect(at(0).corrGcv / at(1e-11).corrGcv).toBeCloseTo(1, 6);
    }
  });

  it("does not depend on the scale of the correlation", () => {
    const scaled = (scale: number) => {
      const values = X.map((_, i) => X.map((_, j) => scale * Math.exp(-Math.abs(i - j) / length)));
      return corrGcv(X, y, {
        correlation: { kind: "matrix", values },
        lambda: 0.1,
        intercept: false,
      });
    };
    expect(scaled(1).corrGcv / scaled(7).corrGcv).toBeCloseTo(1, 11);
  });

  it("chooses the best ridge of all, no worse than any on its path", () => {
    const found = corrGcv(X, y, { correlation: known });
    expect(found.corrGcv).toBeLessThanOrEqual(Math.min(...(found.path?.corrGcv ?? [])));
  });

  it("finds each kind of correlation again", () => {
    const data = series(400, 20);
    const found = (kind: "exponential" | "nearestNeighbour" | "powerLaw", rows = data.X) =>
      corrGcv(rows, data.y, { correlation: { kind }, lambda: 1, intercept: false }).correlation;
    const { length: at = 0, standardError = 0 } = found("exponential");
    expect(Math.abs(at - length) / standardError).toBeLessThan(3.5);
    const normal = normals(9);
    const white = Array.from({ length: 401 }, () => Array.from({ length: 20 }, normal));
    // x_i = z_i cos t + z_{i+1} sin t has neighbours correlated by sin 2t / 2.
    const t = 0.4;
    const moving = data.X.map((_, i) =>
      (white[i] as number[]).map(
        (z, k) => z * Math.cos(t) + (white[i + 1]?.[k] ?? 0) * Math.sin(t),
      ),
    );
    const near = found("nearestNeighbour", moving);
    const z = ((near.strength ?? 0) - Math.sin(2 * t)) / (near.standardError ?? 0);
    expect(Math.abs(z)).toBeLessThan(3.5);
    expect(found("powerLaw").exponent).toBeLessThan(found("powerLaw", moving).exponent as number);
  });

  it("refuses what makes no sense", () => {
    const refused = (options: object, code: string, argument: string) =>
      expect(misuse(() => corrGcv(X, y, options as never))).toBe(`${code} ${argument}`);
    refused({}, "Missing", "correlation");
    refused({ correlation: { kind: "eigenvalues" } }, "WrongType", "correlation.kind");
    refused(
      { correlation: { kind: "eigenvalues", values: [1, 2] } },
      "ShapeMismatch",
      "correlation",
    );
    refused({ correlation: known, lambda: -1 }, "OutOfRange", "lambda");
    refused({ correlation: known, lambda: "loo" }, "WrongType", "lambda");
    refused({ correlation: known, noiseCorrelation: "white" }, "Missing", "noise");
    refused({ correlation: known, noise: 1 }, "Unknown", "noise");
  });
});
