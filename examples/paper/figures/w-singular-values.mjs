import { quantile } from "ridgelaw";
import { eigenvaluesOf, normalMatrix } from "../frame/histogram.mjs";
import { sourceCapacity } from "../frame/laws.mjs";
import { weightLooks } from "../frame/weights.mjs";

export const figure = {
  title: "Singular values of weights with structure",
  caption:
    "Singular values of Z Γ^{1/2}, 2,000 × 500, for weights of spectrum j^−a: the steeper the spectrum the fewer directions carry the features. Lines: quantiles of the limiting density.",
  seconds: 20,
};

const exponents = [0.2, 0.4, 0.8, 1.5, 2.5];

export default function ({ draw, scaled }) {
  const [dimension, width] = [scaled(2000), scaled(500)];
  const index = Array.from({ length: 40 }, (_, i) => Math.round(width ** (i / 39)));
  const series = exponents.map((a, i) => {
    const law = sourceCapacity({ alpha: a, r: 1, modes: width });
    const values = eigenvaluesOf(normalMatrix(dimension, law, i), 1 / width);
    const covariance = { kind: "wishart", covariance: law.spectrum, samples: dimension };
    const element = { kind: "scaled", factor: dimension / width, of: covariance };
    const said = quantile(element, { p: index.map((k) => 1 - (k - 0.5) / width) });
    const line = { x: index, y: said.map(Math.sqrt) };
    const points = { x: index, y: index.map((k) => Math.sqrt(values[width - k])) };
    return { label: `a = ${a}`, ...weightLooks[i], line, points };
  });
  return draw({ series, x: { label: "Index" }, y: { label: "Singular value" } });
}
