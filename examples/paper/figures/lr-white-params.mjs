import { isotropic, ridge } from "ridgelaw";
import { theorySamples, trialSamples } from "../frame/laws.mjs";
import { resolutions } from "../frame/quantities.mjs";

export const figure = {
  title: "White inputs: the renormalized ridge and degrees of freedom",
  caption:
    "With more dimensions than samples κ lies far above λ = 10⁻³ and df₁ is limited by the samples; with fewer it falls to λ and df₁/D to one. γ, by which the variance is multiplied, comes near one where P = D. Points: κ̂ and df₁ of drawn training sets (κ from GCV). The published line is 21 % off at N/P = 1, where its iteration in single precision stops early.",
  seconds: 3,
};

const dimension = 250;
const q = [-2, 2];

export default async function ({ measure, draw }) {
  const population = isotropic({ dimension, noise: 0.25 });
  const theory = ridge(population, { samples: theorySamples(dimension, q), lambda: 1e-3 });
  const samples = trialSamples(dimension, q, 21);
  const measured = await measure({ ...theory.problem, samples }, { trials: 50 });
  const { kappa, df1, df2, gamma } = resolutions(dimension);
  const show = [kappa, df1, df2, gamma];
  const y = { label: "κ, df/D, γ" };
  return [
    draw({ theory, measured, show, at: (P) => dimension / P, x: { label: "N/P" }, y }),
    draw({
      theory,
      measured,
      show,
      at: (P) => P / dimension,
      x: { label: "P/N" },
      y,
      suffix: "pn",
    }),
  ];
}
