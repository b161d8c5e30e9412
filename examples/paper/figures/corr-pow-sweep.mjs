import { correlatedPictures } from "../frame/correlated-pictures.mjs";

export const figure = {
  title: "Samples with a long memory",
  caption:
    "Correlation (1+|i−j|)^−1.5. The published lines use a polynomial of degree seven fitted to the spectrum at T = 1000; here every T has the eigenvalues of its own matrix.",
  seconds: 20,
};

const settings = {
  correlation: { kind: "powerLaw", exponent: 1.5 },
  alpha: 0,
  r: 0,
  lambda: 1e-3,
  noise: 0,
  errors: [1e-6, 50],
};

export default (tools) => correlatedPictures(tools, settings);
