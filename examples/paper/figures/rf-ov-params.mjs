import { ridge } from "ridgelaw";
import { fewFeatures, lambda } from "../frame/few-features.mjs";
import { chainOf, errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Power law, few features: the two renormalized ridges",
  caption:
    "κ₂ falls as P^−α while samples are fewer than features and then stays at what N features resolve; κ₁ goes on falling, through a steep stretch at P = N. γ₁ stays below 1 − 1/α until it comes near one at P = N. The bias falls as κ₂² and stays with it.",
  seconds: 5,
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
