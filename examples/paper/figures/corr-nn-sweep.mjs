import { correlatedPictures } from "../frame/correlated-pictures.mjs";

export const figure = {
  title: "Neighbours that are correlated",
  caption:
    "Correlation 1/4 between neighbours (b = 1/2) and none beyond. GCV is off by a little, CorrGCV is not. The error falls by four orders of magnitude where samples come to be as many as features. The published notebook of equivalents has x(1−x) for x(2−x) in its S-transform, which is off by factors of two to three for b = 0.9; the sweeps have it right.",
  seconds: 6,
  alone: true,
};

const settings = {
  title: figure.title,
  correlation: { kind: "nearestNeighbour", strength: 0.5 },
  alpha: 1.2,
  r: 0.8,
  lambda: 1e-5,
  noise: 0,
  errors: [1e-9, 1],
};

export default (tools) => correlatedPictures(tools, settings);
