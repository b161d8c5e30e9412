import {
  doubleDescent,
  kappaCurve,
  learningCurve,
  simulated,
  spectrum,
  toSvg,
  trainTest,
} from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { marks, readXml } from "../support/xml.ts";
import { curveData, fit, future, lambda, peaked, samples, steep, tame, trained } from "./data.ts";

const drawn = (picture: Parameters<typeof toSvg>[0]) => readXml(toSvg(picture));

describe("The learning curve", () => {
  const svg = drawn(learningCurve(curveData));

  it("has a dot for each leave-one-out error and a diamond for each trained model", () => {
    expect(marks(svg, "observed", "dot")).toHaveLength(future.observed.samples.length);
    expect(marks(svg, "trained", "dot")).toHaveLength(trained.length);
  });

  it("has one line, one band, and an interval with two ends at each size asked for", () => {
    expect(marks(svg, "forecast", "line")).toHaveLength(1);
    expect(marks(svg, "forecast", "area")).toHaveLength(1);
    expect(marks(svg, "forecast", "link")).toHaveLength(future.forecast.length);
    expect(marks(svg, "forecast", "vector")).toHaveLength(2 * future.forecast.length);
  });

  it("leaves out a ceiling that lies far below everything drawn", () => {
    const ceilingAtLambda = { testError: 1e-9, interval: [0, 1e-8] as [number, number] };
    const deep = learningCurve({ ...curveData, forecast: { ...future, ceilingAtLambda } });
    expect(deep.legend.map(({ role }) => role)).not.toContain("ceiling");
    expect(marks(drawn(deep), "ceiling", "rule")).toHaveLength(0);
  });

  it("keeps within its axes where the low end of an interval is zero", () => {
    const open = (point: (typeof future.forecast)[number]) => ({
      ...point,
      interval: [0, 9 * point.testError] as [number, number],
    });
    const low = future.curve.low.map(() => 0);
    const wide = {
      ...future,
      forecast: future.forecast.map(open),
      curve: { ...future.curve, low },
    };
    expect(toSvg(learningCurve({ forecast: wide }))).not.toMatch(/NaN|Infinity/);
  });

  it("says nothing of trained models where there are none", () => {
    const alone = learningCurve({ forecast: future });
    expect(alone.legend.map(({ role }) => role)).not.toContain("trained");
    expect(marks(drawn(alone), "trained", "dot")).toHaveLength(0);
  });

  it("lists what was seen, what is forecast and what came of it", () => {
    const { rows } = learningCurve(curveData).table;
    expect(rows).toHaveLength(future.observed.samples.length + future.forecast.length);
    expect(rows.at(-1)).toContain(trained.at(-1)?.testError);
  });
});

describe("The spectrum", () => {
  it("finds the exponent of a power law from its degrees of freedom", () => {
    const label = spectrum(steep).legend.find(({ role }) => role === "theory")?.label;
    expect(Number(label?.split("= ")[1])).toBeCloseTo(1.6, 1);
  });

  it("lays the population's law through the population's eigenvalues", () => {
    const [solid] = marks(drawn(spectrum(steep)), "theory", "line").slice(-1);
    expect(solid?.attributes["d"]).toMatch(/^M/);
    const exact = spectrum({ eigenvalues: steep.eigenvalues });
    expect(exact.legend.at(-1)?.label).toBe("power law, α = 1.6");
  });

  it("does without a law where there are hardly any eigenvalues", () => {
    const few = spectrum({ eigenvalues: [3, 2, 1, 0] });
    expect(few.caption).toBe("Too few eigenvalues for a power law.");
    expect(marks(drawn(few), "observed", "dot")).toHaveLength(3);
  });
});

describe("Training error and test error", () => {
  it("draws the training error once, and the theory in both panels", () => {
    const svg = drawn(trainTest({ path: fit.path, lambda }));
    expect(marks(svg, "bias", "line")).toHaveLength(1);
    expect(marks(svg, "theory", "line")).toHaveLength(2);
  });

  it("names the factor between them at the ridge asked for", () => {
    const here = fit.path.lambda.findIndex((value) => value >= lambda * 0.8);
    const factor = (fit.path.sTransform[here] as number) ** 2;
    const { caption } = trainTest({ path: fit.path, lambda: fit.path.lambda[here] as number });
    expect(caption).toContain(`Ŝ² = ${Number(factor.toPrecision(3))}`);
  });

  it("tells in its table that Ŝ² times the training error is the cross-validation error", () => {
    const { rows } = trainTest({ path: fit.path, lambda }).table;
    for (const [at, , , predicted] of rows) {
      const i = fit.path.lambda.indexOf(at as number);
      expect(predicted).toBeCloseTo(fit.path.gcv[i] as number, 10);
    }
  });
});

describe("κ and degrees of freedom", () => {
  it("shows a curve, its bound and what the data say in each panel", () => {
    const { curve, seen, now } = future;
    const svg = drawn(kappaCurve({ curve, seen, now }));
    expect(marks(svg, "theory", "line")).toHaveLength(2);
    expect(marks(svg, "observed", "dot")).toHaveLength(2);
    expect(marks(svg, "reference", "rule")).toHaveLength(2);
  });
});

describe("Double descent", () => {
  it("tells where the peak is", () => {
    const { caption } = doubleDescent({ samples, lambda: 1e-4, theory: peaked });
    expect(caption).toContain("a peak near 200 samples");
  });

  it("says so where there is no peak", () => {
    const { caption } = doubleDescent({ samples, lambda: 0.2, theory: tame });
    expect(caption).toContain("no peak");
  });

  it("draws test error, bias and both variances, and the curve without a peak", () => {
    const tamed = { lambda: 0.2, testError: tame.testError, trained };
    const svg = drawn(doubleDescent({ samples, lambda: 1e-4, theory: peaked, tamed }));
    for (const role of ["theory", "bias", "variance", "noise", "reference"]) {
      expect(marks(svg, role, "line"), role).toHaveLength(1);
    }
    expect(marks(svg, "reference", "dot")).toHaveLength(trained.length);
  });
});

describe("Theory and Monte Carlo", () => {
  const curve = (label: string, role: "theory" | "bias") => ({
    label,
    role,
    theory: { samples, value: role === "theory" ? peaked.testError : peaked.bias },
    measured: { samples: [40, 400], mean: [0.5, 0.4], standardError: [0.1, 0.3] },
  });
  const picture = simulated({
    curves: [curve("test error", "theory"), curve("bias²", "bias")],
    trials: 30,
  });
  const svg = drawn(picture);

  it("has a line, and a dot with a bar at each measured size, for each curve", () => {
    for (const role of ["theory", "bias"]) {
      expect(marks(svg, role, "line")).toHaveLength(1);
      expect(marks(svg, role, "dot")).toHaveLength(2);
      expect(marks(svg, role, "rule")).toHaveLength(2);
    }
  });

  it("keeps within its axes where a bar reaches below zero", () => {
    expect(toSvg(picture)).not.toMatch(/NaN|Infinity/);
    expect(picture.caption).toContain("4 points: means of 30 trials each");
  });
});
