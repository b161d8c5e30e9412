import { whiteSweep } from "../frame/correlated-pictures.mjs";

export const figure = {
  title: "Exponential correlation of length 0.01: independent samples",
  caption:
    "With ξ = 0.01 the correlation of neighbours is e⁻¹⁰⁰: all three estimators agree, and the curves are those of white inputs, with the peak of double descent at T = N. The guide of the last picture, of the published program, is level, for α = 0.",
  seconds: 6,
  alone: true,
};

export default whiteSweep(figure.title, { kind: "exponential", length: 0.01 }, 20);
