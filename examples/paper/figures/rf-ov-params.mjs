import { ridge } from "ridgelaw";
import { fewFeatures, lambda } from "../frame/few-features.mjs";
import { chainOf, errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Power law, few features: the two renormalized ridges",
  caption:
    "κ₁ and κ₂ fall together as P^−α while samples are few. Then κ₂ stays at what N features resolve, and κ₁ falls on to λ; without features κ would end there too. γ₁ rises to somewhat above 1 − 1/α = 1/3 and falls beyond P = N, without a peak near one: λ is large enough. The bias falls faster than κ₂ and comes to rest with it.",
  seconds: 1,
};

export default async function (tools) {
  const { dimension, law, samples, theory, measured } = await fewFeatures(tools);
  const { kappa } = ridge(law, { samples, lambda });
  const kernel = { label: "κ without features", role: "reference", stroke: "dashed" };
  const series = [{ ...kernel, line: { x: samples, y: kappa } }];
  const guides = [guide("2 P^−α", [1, dimension], (P) => 2 * P ** -1.5)];
  const bias = { ...errors.bias, role: "mixed", stroke: "longdash", measured: false };
  const show = [...chainOf(dimension), bias];
  const y = { label: "κ, df/D, γ, Bias²", domain: [1e-7, 20] };
  return tools.draw({ theory, measured, show, guides, series, x: { label: "P" }, y });
}
