import { logspace } from "ridgelaw";
import { loss } from "../frame/quantities.mjs";
import { guide } from "../frame/series.mjs";
import { descent, expectedLoss } from "../frame/sgd.mjs";

export const figure = {
  title: "Stochastic gradient descent learns as ridge regression does: t^−2r",
  caption:
    "One pass over fresh data, 32 samples a step, step 1/2 on the mean square (a factor of 1 on XᵀX/B): the loss falls as t^−2r, for a mode is learned after t ∝ 1/σ_k steps, as one that lies above λ ∝ 1/t. The line is the exact expected loss, a recursion over the modes' mean squares that closes for normal data; points are means over runs. Noise of the batches changes the constant, not the exponent.",
  seconds: 35,
  alone: true,
};

const [alpha, r, batch, steps] = [1.5, 0.8, 32, 5000];

export default async function ({ measure, draw, scaled }) {
  const index = Array.from({ length: scaled(1e4) }, (_, i) => i + 1);
  const norm = index.reduce((sum, k) => sum + k ** -(1 + alpha * (2 * r - 1)), 0);
  const squared = index.map((k) => k ** -(1 + alpha * (2 * r - 1)) / norm);
  const problem = { variances: index.map((k) => k ** -alpha), squared, step: 1, batch };
  const timesOf = (count) => [
    ...new Set(Array.from(logspace(1, scaled(steps), count), Math.round)),
  ];
  const [lines, times] = [timesOf(80), timesOf(20)];
  const measured = await measure([{ ...problem, times }], { trials: 10, by: descent });
  return draw({
    theory: { loss: expectedLoss(problem, lines), at: lines },
    measured: { ...measured, samples: times, at: times },
    show: [loss],
    guides: [guide("t^−2r", [3, scaled(steps)], (t) => 0.3 * t ** (-2 * r), "dashdot")],
    x: { label: "Step t" },
    y: { label: "Loss" },
  });
}
