import { eigenvalues, ridge } from "ridgelaw";
import { theorySamples, trialSamples } from "../frame/laws.mjs";
import { errors } from "../frame/quantities.mjs";

export const figure = {
  title: "A spectrum with gaps: multiple descent",
  caption:
    "Ten large modes, a hundred of a hundredth, ten thousand of 10⁻⁵: near P = 10 and P = 110 the next group acts as noise on the one that has just been learned, and the error peaks. Nine tenths of the target lie in the last group, so that the bias falls by little.",
  seconds: 38,
};

export default async function ({ measure, draw, scaled }) {
  const multiplicities = [10, 100, scaled(1e4)];
  const dimension = multiplicities.reduce((sum, count) => sum + count);
  // Components 1, 10 and 100 of the three groups, then normalised to |w̄| = 100.
  const norm = multiplicities.reduce((sum, count, i) => sum + count * 100 ** i, 0);
  const squared = [1, 100, 1e4].map((square) => (1e4 * square) / norm);
  const law = eigenvalues({ values: [1, 1e-2, 1e-5], multiplicities, squared });
  const theory = ridge(law, { samples: theorySamples(dimension, [1, 4], 241), lambda: 1e-8 });
  const samples = trialSamples(dimension, [1, 4], 20);
  const measured = await measure({ ...theory.problem, samples }, { trials: 30 });
  const show = [errors.test, errors.bias, errors.data, errors.gcv(1e-8, 0)];
  const verticals = [10, 100].map((x) => ({ x, label: `P = ${x}` }));
  const y = { label: "Error", domain: [5e-3, 2] };
  return draw({ theory, measured, show, verticals, x: { label: "P" }, y });
}
