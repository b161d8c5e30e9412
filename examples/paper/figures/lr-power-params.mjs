import { ridge } from "ridgelaw";
import { sourceCapacity, theorySamples, trialSamples } from "../frame/laws.mjs";
import { resolutions } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";

export const figure = {
  title: "Power law: the renormalized ridge falls as P^−α until the ridge stops it",
  caption:
    "κ follows P^−α, as if the modes beyond the P-th were a ridge, and levels off at λ = 10⁻⁴; df₁ stays just below P/D until then. γ = df₂/P rests near 1 − 1/α until then.",
  seconds: 38,
};

const [alpha, q] = [2, [1, 4]];

export default async function ({ measure, draw, scaled }) {
  const dimension = scaled(1e4);
  const law = sourceCapacity({ alpha, r: 1.8, modes: dimension });
  const theory = ridge(law, { samples: theorySamples(dimension, q), lambda: 1e-4 });
  const samples = trialSamples(dimension, q, 20);
  const measured = await measure({ ...theory.problem, samples }, { trials: 30 });
  const { kappa, df1, df2, gamma } = resolutions(dimension);
  const ends = [1, dimension / 10];
  const guides = [
    guide("P^−α", ends, (P) => P ** -alpha),
    guide("1.2 P/D", ends, (P) => (1.2 * P) / dimension, "dashdot"),
  ];
  const y = { label: "κ, df/D, γ" };
  return draw({ theory, measured, show: [kappa, df1, df2, gamma], guides, x: { label: "P" }, y });
}
