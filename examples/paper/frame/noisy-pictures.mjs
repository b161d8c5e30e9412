// Errors and parameters of 5,000 features of a power law of 10,000 modes, each feature with noise of its own.
import { noisyFeatures } from "ridgelaw";
import { fewerBeyond, sourceCapacity, theorySamples, trialSamples } from "./laws.mjs";
import { noisyChainOf } from "./quantities.mjs";
import { guide } from "./series.mjs";

const lambda = 1e-8;

/**
 * Noise of variance `strength`²/D in every feature. `guides` are [label, power of P] for the errors, with width and settings
 * at hand. Monte Carlo goes on up to the last P but one of the paper's: the last needs more memory than a page has.
 */
export async function noisyPictures({ measure, draw, scaled }, settings) {
  const { alpha, r, strength, noise = 0, count, trials, show, guides, domain } = settings;
  const [modes, width] = [scaled(1e4), scaled(5000)];
  const law = sourceCapacity({ alpha, r, modes, noise, target: "raw" });
  const features = { width, signalScale: width / modes, noiseVariance: strength ** 2 / modes };
  const theory = noisyFeatures(law, { ...features, samples: theorySamples(modes, [0, 4]), lambda });
  const each = trialSamples(modes, [0.5, 4], count).slice(0, -1);
  const problems = each.map((samples) => ({ ...theory.problem, samples }));
  const measured = await measure(problems, { trials: fewerBeyond([600, trials], [4]) });
  const strokes = ["dotted", "dashdot"];
  const lines = guides(width).map(([label, power], i) =>
    guide(label, [1, width], power, strokes[i]),
  );
  const parameters = [
    guide("st²/P", [1, width], (P) => strength ** 2 / P),
    guide("0.3 P^−α", [1, width], (P) => 0.3 * P ** -alpha, "dashdot"),
  ];
  const x = { label: "P" };
  const chain = {
    show: noisyChainOf(modes),
    guides: parameters,
    y: { label: "κ, df/D, γ", domain: [1e-9, 20] },
  };
  return [
    draw({ theory, measured, show, guides: lines, x, y: { label: "Error", domain } }),
    draw({ theory, measured, ...chain, x, suffix: "params" }),
  ];
}

/** GCV at the ridge of these figures. */
export const noisyLambda = lambda;
