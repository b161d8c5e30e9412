// Weights with structure.
import { eigh, gram } from "ridgelaw/linalg";
import { normalMatrix } from "./histogram.mjs";
import { transpose } from "./vectors.mjs";

/** A layer whose weights have variances j^−a. */
export const weights = (width, a) => ({
  kind: "gaussian",
  width,
  weightSpectrum: Array.from({ length: width }, (_, j) => (j + 1) ** -a),
});

/** The exponents of the paper; those that it shows by themselves, with the factor of the guide that it draws to each. */
export const exponents = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.5, 2, 2.5];
export const selected = [
  { a: 0, factor: 0.4 },
  { a: 0.4, factor: 0.6 },
  { a: 0.6, factor: 0.1 },
  { a: 0.7, factor: 0.03 },
  { a: 0.8, factor: 0.0125 },
  { a: 1.5, factor: 0.02 },
  { a: 2, factor: 0.04 },
  { a: 2.5, factor: 0.06 },
];

/** C N^−c, as which the variance of the features falls. */
export const guideTo = ({ a, factor }) => {
  const exponent = Math.min(1, Math.max(0, (1 - a) / a));
  return (width) => factor * width ** -exponent;
};

const roles = [
  ...["theory", "bias", "features", "variance", "noise", "observed"],
  ...["trained", "mixed", "estimate", "theory", "bias", "variance"],
];
const strokes = ["line", "dashed", "dashdot", "longdash", "dotted"];
const markers = ["dot", "triangle", "square", "diamond", "cross"];

/** How the series of an exponent looks in every figure. */
export const lookOf = (a) => {
  const i = exponents.indexOf(a);
  const [role, stroke, marker] = [roles[i], strokes[i % 5], markers[i % 5]];
  return { label: `a = ${a}`, role, stroke, marker };
};

/** Ascending eigenvalues of FᵀF, for every exponent of one Z. */
export function featureEigenvalues(dimension, width) {
  const { data } = gram(transpose(normalMatrix(dimension, width, 0)));
  const root = (a) => (j) => (j + 1) ** (-a / 2) / Math.sqrt(width);
  return exponents.map((a) => {
    const scaled = data.map((x, i) => x * root(a)(Math.floor(i / width)) * root(a)(i % width));
    return Array.from(eigh(scaled, width, { vectors: false }).values);
  });
}
