import { quantile } from "ridgelaw";
import { sourceCapacity } from "../frame/laws.mjs";
import { exponents, featureEigenvalues, lookOf } from "../frame/weights.mjs";

export const figure = {
  title: "Singular values of weights with structure",
  caption:
    "Singular values of F = Z Γ^{1/2}/√N with 10,000 inputs, for weights of spectrum j^−a: the steeper the spectrum the fewer directions carry the features. One draw of each; lines are quantiles of the limiting density. One picture each for 100, 464 and 1,291 features.",
  seconds: 25,
  alone: true,
};

export default ({ draw, scaled, keep }) =>
  [100, 464, 1291].map(scaled).map((width) => {
    const dimension = scaled(1e4);
    const steps = Array.from({ length: 30 }, (_, i) => Math.round(width ** (i / 29)));
    const index = [...new Set(steps)];
    const found = keep({ dimension, width }, () => featureEigenvalues(dimension, width));
    const series = exponents.map((a, i) => {
      const { spectrum } = sourceCapacity({ alpha: a, r: 1, modes: width });
      const covariance = { kind: "wishart", covariance: spectrum, samples: dimension };
      const element = { kind: "scaled", factor: dimension / width, of: covariance };
      const said = quantile(element, { p: index.map((k) => 1 - (k - 0.5) / width) });
      const points = { x: index, y: index.map((k) => Math.sqrt(found[i][width - k])) };
      return { ...lookOf(a), line: { x: index, y: said.map(Math.sqrt) }, points };
    });
    const title = `${figure.title}: N = ${width}`;
    const axes = { x: { label: "Index" }, y: { label: "Singular value" } };
    return draw({ title, series, ...axes, suffix: `n-${width}` });
  });
