// The four pictures that the second paper draws of every correlation.
import { isotropic } from "ridgelaw";
import { correlated } from "./correlated.mjs";
import { sourceCapacity, trialSamples } from "./laws.mjs";
import { correlatedErrors, correlatedResolutions } from "./quantities.mjs";
import { guide } from "./series.mjs";
import { evaluateEach } from "./stack.mjs";

const features = 100;

/** Duality, resolutions, degrees of freedom and errors against T, for 100 features. */
export async function correlatedPictures({ measure, draw }, settings) {
  const {
    correlation,
    alpha,
    r,
    lambda,
    noise,
    trials = 20,
    guides = [],
    errors: range,
  } = settings;
  const law =
    alpha > 0
      ? sourceCapacity({ alpha, r, modes: features, noise })
      : isotropic({ dimension: features, noise });
  const at = (samples) => ({
    model: { kind: "ridge" },
    ...law,
    samples,
    lambda,
    sampleCorrelation: correlation,
  });
  const lines = Array.from({ length: 61 }, (_, i) => Math.round(10 ** (1 + i / 30)));
  const theory = evaluateEach([...new Set(lines)].map(at));
  const measured = await measure(trialSamples(features, [-1, 1], 15).map(at), {
    trials,
    by: correlated,
  });
  const { test, train, bias, data, noise: fromNoise, gcv, naiveGcv, corrGcv } = correlatedErrors;
  const q = correlatedResolutions(features, lambda);
  const x = { label: "T" };
  const picture = (show, label, more) => draw({ theory, measured, show, x, y: { label }, ...more });
  const parts = noise > 0 ? [bias, data, fromNoise] : [bias, data];
  return [
    picture([test, train, ...parts, gcv, naiveGcv, corrGcv], "Error", {
      guides: guides.map(([label, power]) => guide(label, [features, 1000], power)),
      y: { label: "Error", domain: range },
    }),
    picture([q.kappa, q.kappaTilde], "κ, κ̃", { suffix: "resolutions" }),
    picture([q.df1, q.df2, q.df2Samples], "df/N", { suffix: "df" }),
    picture([q.product, q.inverse], "κκ̃/λ", {
      suffix: "duality",
      at: (T) => features / T,
      x: { label: "q = N/T" },
    }),
  ];
}
