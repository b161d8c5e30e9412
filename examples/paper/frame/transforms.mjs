// Correlations whose S-transforms are shown, and what the eigenvalues of their matrices say.
import { eigh } from "ridgelaw/linalg";
import { correlationMatrix } from "./correlated.mjs";

export const correlations = [
  {
    label: "0.1^|i−j|",
    correlation: { kind: "exponential", length: -1 / Math.log(0.1) },
    look: { role: "theory", stroke: "line", marker: "dot" },
  },
  {
    label: "e^−|i−j|/10",
    correlation: { kind: "exponential", length: 10 },
    look: { role: "bias", stroke: "dashed", marker: "triangle" },
  },
  {
    label: "neighbours, b = 0.9",
    correlation: { kind: "nearestNeighbour", strength: 0.9 },
    look: { role: "noise", stroke: "dashdot", marker: "square" },
  },
  {
    label: "(1+|i−j|)^−1.5",
    correlation: { kind: "powerLaw", exponent: 1.5 },
    look: { role: "variance", stroke: "longdash", marker: "diamond" },
  },
];

export const eigenvaluesOfCorrelation = (correlation, samples) =>
  Array.from(eigh(correlationMatrix(correlation, samples), samples, { vectors: false }).values);

/** x = df₁/T, κ̃ and S_K of a matrix with these eigenvalues, from large x to small. */
export function transformOf(values) {
  const kappaTilde = Array.from({ length: 16 }, (_, i) => 10 ** (-2 + i / 4));
  const share = (k) => values.reduce((sum, l) => sum + l / (l + k), 0) / values.length;
  const lost = (k) => values.reduce((sum, l) => sum + k / (l + k), 0) / values.length;
  const x = kappaTilde.map(share);
  return { x, kappaTilde, sTransform: kappaTilde.map((k, i) => lost(k) / (x[i] * k)) };
}
