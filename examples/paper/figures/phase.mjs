import { phaseDiagram } from "ridgelaw";
import { phaseDiagramPicture } from "ridgelaw/plot";

export const figure = {
  title: "What dominates the error of random features",
  caption:
    "With λ = P^−l and N = P^q the error falls as P^−e; each region is the term that dominates. What is too small for words has a number: 7, e = lα/L + c(q−l/L), is the features’ variance while the ridge limits; 12, e = (α−1)l/L + 2(1−a)q, the same where weights are not resolved. Weights j^−a with (1−a)/a = 0.3. Where the width grows fastest the published plot takes the exponent of the features’ variance outside its range, which changes the rate on 2.8 % of this plane, by 0.04 at most.",
  seconds: 1,
};

const law = { exponent: 1.2, source: 1.1, weightExponents: [1 / 1.3] };
const window = { lambda: [0, 2], width: [0, 3] };

export default () =>
  [
    { noise: 0, words: "clean labels" },
    { noise: 1, words: "noisy labels", suffix: "noisy" },
  ].map(({ noise, words, suffix }) => {
    const picture = phaseDiagramPicture(phaseDiagram({ ...law, noise }, window));
    const { title, caption } = figure;
    return { picture: { ...picture, title: `${title}: ${words}`, caption }, rows: [], suffix };
  });
