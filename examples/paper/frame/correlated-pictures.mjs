// The pictures that the second paper draws of every correlation.
import { isotropic } from "ridgelaw";
import { correlated } from "./correlated.mjs";
import { sourceCapacity, trialSamples } from "./laws.mjs";
import { correlatedErrors, correlatedResolutions } from "./quantities.mjs";
import { guide } from "./series.mjs";
import { evaluateEach } from "./stack.mjs";

const features = 100;

/** How κκ̃/λ was measured, which all pictures of it say. */
const independent =
  "Nothing here presupposes duality: df₁, κ = Tr Σλ(Ŝ+λ)⁻¹/df₁ and κ̃ = Tr Kλ(K̂+λ)⁻¹/df₁ are three traces of the drawn matrices, from their eigenvectors; that κκ̃/λ falls on T/df₁ is their finding.";

const resolved =
  "κ, below which features are not resolved, falls with more samples; κ̃, below which combinations of samples are not told apart, rises with them. Points are traces of drawn matrices, lines the solution of the two coupled equations.";
const counted =
  "df₁ is one number for both sides; df₂ is not: that of the features (Σ) nears df₁ when samples are many, that of the samples (K) when they are few. Their product over df₁² is γ.";

/** Errors, resolutions, degrees of freedom and duality against T, for 100 features; with a guide some errors on their own. */
export async function correlatedPictures({ measure, draw }, settings) {
  const { title, alpha, r, lambda, noise, trials = 20, errors: domain, level } = settings;
  const { at, lines, points } = problemsOf(settings);
  const theory = evaluateEach(lines.map(at));
  const measured = await measure(points.map(at), { trials, by: correlated });
  const { test, train, bias, data, noise: fromNoise, gcv, naiveGcv, corrGcv } = correlatedErrors;
  const q = correlatedResolutions({ features, lambda });
  const x = { label: "T" };
  const picture = (show, label, more) => draw({ theory, measured, show, x, y: { label }, ...more });
  const parts = noise > 0 ? [bias, data, fromNoise] : [bias, data];
  const y = { label: "Error", domain };
  const exponent = 2 * alpha * Math.min(r, 1);
  const power = guide(`${level} T^−2α min(r,1)`, [10, 1000], (T) => level * T ** -exponent);
  return [
    picture([test, train, ...parts, gcv, naiveGcv, corrGcv], "Error", { y }),
    picture([q.kappa, q.kappaTilde], "κ, κ̃", {
      ...{ suffix: "resolutions", title: `${title}: resolutions`, caption: resolved },
    }),
    picture([q.df1, q.df2, q.df2Samples], "df/N", {
      ...{ suffix: "df", title: `${title}: degrees of freedom`, caption: counted },
    }),
    picture([q.product, q.inverse], "κκ̃/λ", {
      ...{ suffix: "duality", at: (T) => features / T, x: { label: "q = N/T" } },
      ...{ title: "Two resolutions are conjugate: κκ̃/λ = T/df₁", caption: independent },
    }),
    ...(level
      ? [picture([test, bias, data, gcv, naiveGcv, corrGcv], "Error", few({ y, power }))]
      : []),
  ];
}

const few = ({ y, power }) => ({ y, guides: [power], suffix: "few" });

/** The problem at each T, and where lines and points are. */
function problemsOf({ correlation, alpha, r, lambda, noise }) {
  const law =
    alpha > 0
      ? sourceCapacity({ alpha, r, modes: features, noise })
      : isotropic({ dimension: features, noise });
  const model = { kind: "ridge" };
  const at = (samples) => ({ model, ...law, samples, lambda, sampleCorrelation: correlation });
  const lines = Array.from({ length: 61 }, (_, i) => Math.round(10 ** (1 + i / 30)));
  return { at, lines: [...new Set(lines)], points: trialSamples(features, [-1, 1], 15) };
}

/** A figure of white inputs without label noise, of which the papers draw two. */
export const whiteSweep = (title, correlation, level) => (tools) =>
  correlatedPictures(tools, {
    title,
    ...{ correlation, level, alpha: 0, r: 0, lambda: 1e-3, noise: 0, errors: [1e-6, 50] },
  });
