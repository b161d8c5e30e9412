import { correlatedPictures } from "../frame/correlated-pictures.mjs";

export const figure = {
  title: "Samples that remember a hundred steps",
  caption:
    "Exponential correlation, ξ = 100. Two resolutions, κ of the features and κ̃ of the samples, are conjugate: κκ̃ = λT/df₁. GCV, which takes the samples for independent, lies far below the error; with the right S-transform to the wrong power (GCV₂) it still does; CorrGCV meets it. The nearest test point is a thousand steps away, so that its correlation can be left out.",
  seconds: 7,
  alone: true,
};

const settings = {
  title: figure.title,
  correlation: { kind: "exponential", length: 100 },
  alpha: 1.1,
  r: 0.8,
  lambda: 1e-4,
  noise: 0.05 ** 2,
  errors: [1e-5, 10],
};

export default (tools) => correlatedPictures(tools, settings);
