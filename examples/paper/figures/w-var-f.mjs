import { logspace } from "ridgelaw";
import { sourceCapacity } from "../frame/laws.mjs";
import { errors } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";
import { evaluateEach } from "../frame/stack.mjs";
import { weightLooks, weights } from "../frame/weights.mjs";

export const figure = {
  title: "Anisotropic weights: variance of the features falls as N^−c",
  caption:
    "Features with weights of spectrum j^−a, ten samples, no ridge. For a < 1/2 the variance of the features falls as 1/N, as without structure; between 1/2 and 1 as N^−(1−a)/a, which is slower; for a > 1 it does not fall at all: more features are not more directions.",
  seconds: 150,
};

const selected = [0, 0.4, 0.6, 0.8, 1.5, 2.5];

export default async function ({ measure, draw, scaled }) {
  const law = sourceCapacity({ alpha: 1.7, r: 0.8, modes: scaled(1e4) });
  const at = (a) => (width) => ({
    ...{ model: { kind: "randomFeatures", layers: [weights(width, a)] }, ...law },
    ...{ samples: 10, lambda: 0 },
  });
  const lines = Array.from(logspace(scaled(200), scaled(1e4), 31), Math.round);
  const points = Array.from(logspace(100, 1e4, 10), (width) => scaled(Math.trunc(width)));
  const small = points.filter((width) => width >= scaled(200) && width <= scaled(2200));
  const pictures = [];
  for (const [i, a] of selected.entries()) {
    const theory = { ...evaluateEach(lines.map(at(a))), at: lines };
    const measured = { ...(await measure(small.map(at(a)), { trials: 10 })), at: small };
    const show = [{ ...errors.width, label: `a = ${a}`, ...weightLooks[i] }];
    pictures.push({ theory, measured, show });
  }
  const guides = [guide("1/N", [scaled(200), scaled(1e4)], (N) => scaled(0.4e4) / 1e4 / N)];
  return draw({ parts: pictures, guides, x: { label: "N" }, y: { label: "Var_F + Var_XF" } });
}
