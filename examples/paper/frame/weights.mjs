/** A layer whose weights have variances j^−a. */
export const weights = (width, a) => ({
  kind: "gaussian",
  width,
  weightSpectrum: Array.from({ length: width }, (_, j) => (j + 1) ** -a),
});

/** Looks of as many exponents. */
export const weightLooks = [
  { role: "theory", stroke: "line", marker: "dot" },
  { role: "bias", stroke: "dashed", marker: "triangle" },
  { role: "features", stroke: "dashdot", marker: "square" },
  { role: "variance", stroke: "longdash", marker: "diamond" },
  { role: "noise", stroke: "dotted", marker: "cross" },
  { role: "observed", stroke: "line", marker: "triangle" },
];
