import { alpha, fewFeatures, lambda, r } from "../frame/few-features.mjs";
import { errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Power law, few features: the variance of the features takes over",
  caption:
    "First the error falls as without features, P^−2α min(r,1). From the left vertical line on the variance of the features dominates and falls as P^(1−α)/N only, until at P = N the features are exhausted. A kernel method would have gone on along the first guide. In the second picture the variance of the features is parted: that of the features alone (Var_F) stays when samples are many, near 4 N^−α; that with the samples (Var_XF) falls, and faster beyond P = N.",
  seconds: 95,
};

export default async function (tools) {
  const { width, theory, measured } = await fewFeatures(tools);
  const signal = (P) => 5 * P ** (-2 * alpha * Math.min(r, 1));
  const guides = [guide("5 P^−2α min(r,1)", [1, width], signal)];
  const slow = guide("5 P^(1−α)/N", [1, width], (P) => (5 * P ** (1 - alpha)) / width, "dashdot");
  const rest = guide("4 N^−α", [width, 10 * width], () => 4 * width ** -alpha, "dashdot");
  const takeover = width ** (1 / (1 + alpha * (2 * Math.min(r, 1) - 1)));
  const exhausted = { x: width, label: "P = N" };
  const verticals = [{ x: takeover, label: "P = N^(1/(1+α))" }, exhausted];
  const { test, bias, data, features, mixed } = errors;
  const picture = (show, low, more) =>
    tools.draw({
      ...{ theory, measured, show, x: { label: "P" } },
      ...{ y: { label: "Error", domain: [low, 5] }, ...more },
    });
  return [
    picture([test, bias, data, errors.width, errors.gcv(lambda, 0)], 4e-5, {
      ...{ guides: [...guides, slow], verticals },
    }),
    picture([test, bias, data, features, mixed], 1e-5, {
      ...{ guides: [...guides, rest], verticals: [exhausted], suffix: "parted" },
    }),
  ];
}
