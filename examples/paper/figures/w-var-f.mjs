import { logspace } from "ridgelaw";
import { sourceCapacity } from "../frame/laws.mjs";
import { errors } from "../frame/quantities.mjs";
import { guides as guidesOf } from "../frame/series.mjs";
import { evaluateEach } from "../frame/stack.mjs";
import { exponents, guideTo, lookOf, selected, weights } from "../frame/weights.mjs";

export const figure = {
  title: "Anisotropic weights: variance of the features falls as N^−c",
  caption:
    "Features with weights of spectrum j^−a, ten samples, no ridge. For a < 1/2 the variance of the features falls as 1/N, as without structure; between 1/2 and 1 as N^−(1−a)/a, which is slower; for a > 1 it does not fall at all: more features are not more directions. Eight exponents with the published guides C N^−c, then all twelve. Near a = 1/2 and a = 1 logarithms bend the lines.",
  seconds: 90,
  alone: true,
};

export default async function ({ measure, draw, scaled }) {
  const law = sourceCapacity({ alpha: 1.7, r: 0.8, modes: scaled(1e4) });
  const at = (a) => (width) => ({
    ...{ model: { kind: "randomFeatures", layers: [weights(width, a)] }, ...law },
    ...{ samples: 10, lambda: 0 },
  });
  const lines = Array.from(logspace(Math.max(20, scaled(100)), scaled(1e4), 25), Math.round);
  const widths = Array.from(logspace(100, 1e4, 10), (width) => scaled(Math.trunc(width)));
  const small = widths.filter((width) => width >= 20);
  const parts = [];
  for (const a of exponents) {
    const theory = { ...evaluateEach(lines.map(at(a))), at: lines };
    const measured = { ...(await measure(small.map(at(a)), { trials: 60 })), at: small };
    parts.push({ theory, measured, show: [{ ...errors.width, ...lookOf(a) }] });
  }
  const ends = [scaled(100), scaled(1e4)];
  const guides = [guidesOf("C N^−c", ends, selected.map(guideTo))];
  const shown = parts.filter((_, i) => selected.some(({ a }) => a === exponents[i]));
  const axes = { x: { label: "N" }, y: { label: "Var_F + Var_XF" } };
  return [draw({ parts: shown, guides, ...axes }), draw({ parts, ...axes, suffix: "all" })];
}
