import { whiteSweep } from "../frame/correlated-pictures.mjs";

export const figure = {
  title: "Samples with a long memory",
  caption:
    "Correlation (1+|i−j|)^−1.5. The published lines use a polynomial of degree seven fitted to the spectrum at T = 1000; here every T has the eigenvalues of its own matrix. The guide of the last picture, of the published program, is level, for α = 0.",
  seconds: 9,
  alone: true,
};

export default whiteSweep(figure.title, { kind: "powerLaw", exponent: 1.5 }, 0.2);
