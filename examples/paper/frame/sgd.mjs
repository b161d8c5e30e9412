// Stochastic gradient descent on fresh batches: its expected loss, and runs of it.
import { normalMatrix } from "./histogram.mjs";
import { dot } from "./vectors.mjs";

/**
 * For normal inputs the mean squares m_k of what is left of the target close among themselves: with step η and batch B,
 * m_k ← m_k (1 − 2ησ_k + (1+1/B) η²σ_k²) + (η²/B) σ_k Σ_j σ_j m_j. The loss is Σ σ_k m_k at each of `times`.
 */
export function expectedLoss({ variances, squared, step, batch }, times) {
  const left = Float64Array.from(squared);
  const kept = variances.map((s) => 1 - 2 * step * s + (1 + 1 / batch) * (step * s) ** 2);
  return lossesAt(times, {
    loss: () => dot(variances, left),
    next(loss) {
      const stirred = (step ** 2 / batch) * loss;
      for (let k = 0; k < left.length; k++) left[k] = kept[k] * left[k] + stirred * variances[k];
    },
  });
}

/** Steps that are drawn together. */
const chunk = 100;

/**
 * The losses of one run. Of a batch X (B rows) a step asks for Xᵀu, u = XΔ with what is left Δ. u is normal with variance
 * v = ΔᵀΣΔ, and given u, Xᵀu = ΣΔ |u|²/v + |u| Σ^{1/2} z with a normal z at right angles to Σ^{1/2}Δ: D + B numbers have the
 * law of the D·B that a batch has.
 */
export function runOf({ variances, squared, step, batch }, times, seed) {
  const roots = variances.map(Math.sqrt);
  const left = Float64Array.from(squared, Math.sqrt);
  const [dimension, columns] = [left.length, left.length + batch];
  let numbers;
  return lossesAt(times, {
    loss: () =>
      dot(
        variances,
        left.map((x) => x * x),
      ),
    next(loss, t) {
      if (t % chunk === 0) numbers = normalMatrix(chunk, columns, seed, t / chunk).data;
      const row = numbers.subarray((t % chunk) * columns, ((t % chunk) + 1) * columns);
      const [z, u] = [row.subarray(0, dimension), row.subarray(dimension)];
      const square = dot(u, u);
      let along = 0;
      for (let k = 0; k < dimension; k++) along += roots[k] * left[k] * z[k];
      const across = Math.sqrt(loss * square);
      for (let k = 0; k < dimension; k++) {
        const drift = variances[k] * left[k];
        const noise = roots[k] * z[k] - (drift * along) / loss;
        left[k] -= (step / batch) * (drift * square + across * noise);
      }
    },
  });
}

function lossesAt(times, { loss, next }) {
  const found = [];
  for (let t = 0; found.length < times.length; t++) {
    const now = loss();
    if (t === times[found.length]) found.push(now);
    next(now, t);
  }
  return found;
}

/** Runs for `measure`, of a problem with a grid of times in the place of samples. */
export const descent = {
  name: "descent",
  trials({ times, ...problem }, { seed, count }) {
    const runs = Array.from({ length: count }, (_, i) => runOf(problem, times, 1000 * seed + i));
    return { loss: times.map((_, i) => runs.map((losses) => losses[i])) };
  },
  theory: ([{ times, ...problem }]) => ({ loss: expectedLoss(problem, times) }),
};
