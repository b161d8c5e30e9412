import { isotropic, randomFeatures } from "ridgelaw";
import { overlapping } from "../frame/overlapping.mjs";

export const figure = {
  title: "Whose chance an error is: inputs X, features F and label noise ε",
  caption:
    "Each disc is a source of chance; where discs overlap lies the variance that only these sources together make, and outside of all is the bias. Left with features that are given, as in ridge regression; right with random ones. Numbers: white inputs, 100 features of 200 dimensions, 60 samples, λ = 2·10⁻³, noise 0.0625; left the features' variance counts as bias. Label noise acts through the inputs: what it does without them is nothing.",
  seconds: 1,
};

const two = [
  { label: "inputs X", role: "variance", x: -0.52, y: 0.42 },
  { label: "label noise ε", role: "noise", x: 0.52, y: 0.42 },
];
const three = [...two, { label: "features F", role: "features", x: 0, y: -0.6 }];

export default function () {
  const population = isotropic({ dimension: 200, noise: 0.0625 });
  const layers = [{ kind: "gaussian", width: 100 }];
  const { bias, variance } = randomFeatures(population, { layers, samples: 60, lambda: 2e-3 });
  const { data, noise, features, featuresData, featuresNoise } = variance;
  const given = [
    ["Bias²", bias + features, 0, -1.1],
    ["Var_X", data + featuresData, -0.9, 0.42],
    ["Var_Xε", noise + featuresNoise, 0, 0.42],
  ];
  const random = [
    ["Bias²", bias, -1.3, -1.3],
    ["Var_X", data, -0.95, 0.65],
    ["Var_Xε", noise, 0, 0.78],
    ["Var_F", features, 0, -1.05],
    ["Var_XF", featuresData, -0.62, -0.24],
    ["Var_XFε", featuresNoise, 0, 0.08],
  ];
  return {
    picture: overlapping(figure, { given: [two, given], random: [three, random] }),
    rows: [],
  };
}
