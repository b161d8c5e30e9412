// 1,000 features of a power law of 10,000 modes whose teacher is easy: what the figures rf-ov have in common.
import { randomFeatures } from "ridgelaw";
import { fewerBeyond, sourceCapacity, theorySamples, trialSamples } from "./laws.mjs";

export const [alpha, r, lambda] = [1.5, 1.2, 1e-4];

/** Population, width, and reports of theory and of trials along P. */
export async function fewFeatures({ measure, scaled }) {
  const [dimension, width] = [scaled(1e4), scaled(1000)];
  const law = sourceCapacity({ alpha, r, modes: dimension, target: "raw" });
  const layers = [{ kind: "gaussian", width }];
  const samples = theorySamples(dimension, [0, 4]);
  const theory = randomFeatures(law, { layers, samples, lambda });
  const each = trialSamples(dimension, [0, 4], 20).slice(0, -1);
  const problems = each.map((P) => ({ ...theory.problem, samples: P }));
  const measured = await measure(problems, { trials: fewerBeyond([250, 20], [8]) });
  return { dimension, width, law, samples, theory, measured };
}
