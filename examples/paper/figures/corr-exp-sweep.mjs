import { correlatedPictures } from "../frame/correlated-pictures.mjs";

export const figure = {
  title: "Exponential correlation of length 0.01: independent samples",
  caption:
    "With ξ = 0.01 the correlation of neighbours is e⁻¹⁰⁰: all three estimators agree, and the curves are those of white inputs, with the peak of double descent at T = N.",
  seconds: 20,
};

const settings = {
  correlation: { kind: "exponential", length: 0.01 },
  alpha: 0,
  r: 0,
  lambda: 1e-3,
  noise: 0,
  errors: [1e-6, 50],
};

export default (tools) => correlatedPictures(tools, settings);
