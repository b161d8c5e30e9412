import { isotropic, logspace } from "ridgelaw";
import { correlated } from "../frame/correlated.mjs";
import { correlatedResolutions, factorsOf } from "../frame/quantities.mjs";
import { evaluateEach } from "../frame/stack.mjs";

export const figure = {
  title: "Deterministic equivalents of correlated samples along the ridge",
  caption:
    "500 white features with samples that remember a hundred steps: 50 of them, then 1,000. First κ, κ̃ and their product over λ with T/df₁; then degrees of freedom of both sides and γ, which for white features is df₂ of K over N; then by what a training error must be multiplied: ordinary GCV's 1/(1−df₁/T)², S², and S df₁/(df₁−df₂ of K), on which the ratio of drawn test and training errors lies. The three traces of the points do not presuppose that the resolutions are conjugate.",
  seconds: 37,
  alone: true,
};

export default async function ({ measure, draw, scaled }) {
  const features = scaled(500);
  const law = { model: { kind: "ridge" }, ...isotropic({ dimension: features, noise: 0.25 }) };
  const series = { ...law, sampleCorrelation: { kind: "exponential", length: 100 } };
  const pictures = async (samples) => {
    const at = (lambda) => ({ ...series, samples, lambda });
    const [lines, places] = [61, 7].map((count) => Array.from(logspace(1e-3, 10, count)));
    const theory = { ...evaluateEach(lines.map(at)), at: lines };
    const found = await measure(places.map(at), { trials: 4, by: correlated });
    const q = correlatedResolutions({ features, samples });
    const picture = (show, label, suffix) =>
      draw({
        ...{ title: `${figure.title}: T = ${samples}`, theory, measured: { ...found, at: places } },
        ...{ show, x: { label: "λ" }, y: { label }, suffix: `${suffix}-${samples}` },
      });
    return [
      picture([q.kappa, q.kappaTilde, q.product, q.inverse], "κ, κ̃, κκ̃/λ", "resolutions"),
      picture([q.df1, q.df2, q.df2Samples, q.gamma], "df/N, γ", "df"),
      picture(factorsOf(samples), "Factor of the training error", "factors"),
    ];
  };
  return [...(await pictures(50)), ...(await pictures(scaled(1000)))];
}
