// What the types say an answer is, and that it is that.
import {
  type AnyReport,
  type CorrelatedReport,
  type CorrelatedReportGrid,
  evaluate,
  type FeaturesReport,
  type FeaturesReportGrid,
  isotropic,
  type LocalExponents,
  type LocalExponentsGrid,
  localExponents,
  type NoisyFeaturesReport,
  type Problem,
  type Report,
  type ReportGrid,
  type Simulation,
  type SimulationGrid,
  simulate,
} from "ridgelaw";
import { describe, expect, expectTypeOf, it } from "vitest";

const population = isotropic({ dimension: 20, noise: 0.1 });
const ridge = { model: { kind: "ridge" }, ...population } as const;
const at = { samples: 10, lambda: 0.1 };
const layers = [{ kind: "gaussian", width: 9 }] as const;
const features = { model: { kind: "randomFeatures", layers }, ...population } as const;
const noisy = { kind: "noisyFeatures", width: 9, noiseVariance: 0.1 } as const;
const sampleCorrelation = { kind: "exponential", length: 2 } as const;

describe("the type of a report", () => {
  it("is of numbers at one point, and of arrays on a grid", () => {
    const point = evaluate({ ...ridge, ...at });
    expectTypeOf(point).toEqualTypeOf<Report>();
    expect(point.testError).toBeTypeOf("number");
    for (const grid of [
      evaluate({ ...ridge, samples: [5, 10], lambda: 0.1 }),
      evaluate({ ...ridge, samples: 5, lambda: Float64Array.of(0.1, 1) }),
    ]) {
      expectTypeOf(grid).toEqualTypeOf<ReportGrid>();
      expect(grid.testError).toBeInstanceOf(Float64Array);
    }
  });

  it("is that of the model", () => {
    expectTypeOf(evaluate({ ...features, ...at })).toEqualTypeOf<FeaturesReport>();
    const grid = evaluate({ ...features, samples: 5, lambda: [0.1] });
    expectTypeOf(grid).toEqualTypeOf<FeaturesReportGrid>();
    const report = evaluate({ ...population, model: noisy, ...at });
    expectTypeOf(report).toEqualTypeOf<NoisyFeaturesReport>();
    expect(report.dfTotal).toBeTypeOf("number");
    const correlated = evaluate({ ...ridge, ...at, sampleCorrelation });
    expectTypeOf(correlated).toEqualTypeOf<CorrelatedReport>();
    expect(correlated.kappaTilde).toBeTypeOf("number");
    const several = evaluate({ ...ridge, samples: [5], lambda: 0.1, sampleCorrelation });
    expectTypeOf(several).toEqualTypeOf<CorrelatedReportGrid>();
  });

  it("is kept by satisfies, and open where a problem's own is", () => {
    const kept = { ...ridge, ...at } satisfies Problem;
    expectTypeOf(evaluate(kept)).toEqualTypeOf<Report>();
    const open: Problem = kept;
    expectTypeOf(evaluate(open)).toEqualTypeOf<AnyReport>();
    expect(evaluate(open)).toEqual(evaluate(kept));
  });

  it("is each problem's own in a list", () => {
    const reports = evaluate([
      { ...ridge, ...at },
      { ...features, samples: [5], lambda: 0.1 },
    ]);
    expectTypeOf(reports).toEqualTypeOf<[Report, FeaturesReportGrid]>();
    const list = [5, 6].map((samples) => ({ ...ridge, samples, lambda: 0.1 }));
    expectTypeOf(evaluate(list)).toEqualTypeOf<Report[]>();
    expect(evaluate(list).map(({ kappa }) => kappa)).toHaveLength(2);
  });

  it("is as exact for exponents and simulations", async () => {
    expectTypeOf(localExponents({ ...ridge, ...at })).toEqualTypeOf<LocalExponents>();
    const grid = localExponents({ ...ridge, samples: [5, 6], lambda: 0.1 });
    expectTypeOf(grid).toEqualTypeOf<LocalExponentsGrid>();
    expect(grid.samples).toBeInstanceOf(Float64Array);
    const simulated = simulate({ ...ridge, ...at }, { trials: 2, workers: 0 });
    expectTypeOf(simulated).resolves.toEqualTypeOf<Simulation>();
    const several = simulate({ ...ridge, samples: [5, 6], lambda: 0.1 }, { trials: 2, workers: 0 });
    expectTypeOf(several).resolves.toEqualTypeOf<SimulationGrid>();
    expect((await simulated).testError.mean).toBeTypeOf("number");
    expect((await several).testError.mean).toBeInstanceOf(Float64Array);
  });
});
