import { readFileSync } from "node:fs";
import { evaluate, hermite, type Problem } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { relative } from "../support/cases.ts";

// An independent solver of 150 digits: test/oracle/features.py.
interface Fixture {
  problems: { problem: Problem; report: Record<string, string> }[];
  activations: { activation: "relu"; scale: number; coefficients: string[]; nonlinear: string }[];
}

const file = new URL("../fixtures/features.json", import.meta.url);
const { problems, activations }: Fixture = JSON.parse(readFileSync(file, "utf8"));

describe("random problems", () => {
  problems.forEach(({ problem, report }, i) => {
    it(`${i}: ${problem.model.kind} at λ = ${problem.lambda}`, () => {
      // biome-ignore lint/suspicious/noExplicitAny: read by the names in the fixture
      const found: any = evaluate(problem);
      found.kappa2 = found.kappas.at(-1);
      for (const [name, expected] of Object.entries(report)) {
        const value = name.split(".").reduce((at, part) => at[part], found);
        expect(relative(value, expected), name).toBeLessThan(1e-10);
      }
    });
  });
});

describe("Hermite coefficients", () => {
  for (const { activation, scale, coefficients, nonlinear } of activations) {
    it(`of ${activation} at scale ${scale}`, () => {
      const found = hermite(activation, { scale, order: 5 });
      const size = Math.sqrt(found.secondMoment);
      coefficients.forEach((expected, k) => {
        const error = Math.abs((found.coefficients[k] as number) - Number(expected));
        expect(error / size, `μ_${k}`).toBeLessThan(1e-14);
      });
      const least = Math.max(Number(nonlinear), 1e-20);
      expect(Math.abs(found.nonlinear - Number(nonlinear)) / least).toBeLessThan(1e-12);
    });
  }
});
