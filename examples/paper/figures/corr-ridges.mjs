import { isotropic, logspace } from "ridgelaw";
import { correlated } from "../frame/correlated.mjs";
import { correlatedResolutions } from "../frame/quantities.mjs";
import { evaluateEach } from "../frame/stack.mjs";

export const figure = {
  title: "What correlation does to the ridge: ξ = 10 beside independent samples",
  caption:
    "White inputs, N = 100, λ = 0.1. Samples that remember ten steps are worth fewer: κ is larger and κ̃ smaller than for independent ones (ξ = 0.001) at every T, and fewer degrees of freedom are resolved. γ, which for white inputs is df₂ of K over N, is smaller while samples are few, and goes on rising where that of independent samples has long turned: beyond T = 2N it is the larger one.",
  seconds: 11,
  alone: true,
};

const kinds = [
  { length: 10, stroke: "line", marker: "dot", other: "dotted" },
  { length: 0.001, stroke: "dashed", marker: "triangle", other: "dashdot" },
];

export default async function ({ measure, draw }) {
  const grid = (count) => [...new Set(Array.from(logspace(10, 1000, count), Math.trunc))];
  const [features, lambda] = [100, 0.1];
  const q = correlatedResolutions({ features, lambda });
  const picture = async (show, label, suffix) => {
    const part = async ({ length, other, ...look }) => {
      const law = { model: { kind: "ridge" }, ...isotropic({ dimension: features }) };
      const series = { ...law, sampleCorrelation: { kind: "exponential", length } };
      const at = (samples) => ({ ...series, samples, lambda });
      const measured = await measure(grid(26).map(at), { trials: 10, by: correlated });
      const strokeOf = (each) => (each === q.gamma ? { stroke: other } : {});
      const words = ({ label }) => ({ label: `${label}, ξ = ${length}` });
      const named = (each) => ({ ...each, ...look, ...words(each), ...strokeOf(each) });
      return { theory: evaluateEach(grid(61).map(at)), measured, show: show.map(named) };
    };
    const parts = [await part(kinds[0]), await part(kinds[1])];
    return draw({ parts, x: { label: "T" }, y: { label }, suffix });
  };
  const degrees = picture([q.df1, q.df2, q.df2Samples, q.gamma], "df/N, γ", "df");
  return [await picture([q.kappa, q.kappaTilde], "κ, κ̃"), await degrees];
}
