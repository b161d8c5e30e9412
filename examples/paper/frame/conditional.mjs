// What a training set says of a test point that is correlated with it.
import { dot } from "./vectors.mjs";

/** K⁻¹k and ρ = kᵀK⁻¹k from K = L Lᵀ. */
export function conditional(factor, vector) {
  const n = vector.length;
  const half = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = vector[i];
    for (let j = 0; j < i; j++) sum -= factor[i * n + j] * half[j];
    half[i] = sum / factor[i * n + i];
  }
  const weights = Float64Array.from(half);
  for (let i = n - 1; i >= 0; i--) {
    weights[i] /= factor[i * n + i];
    for (let j = 0; j < i; j++) weights[j] -= factor[i * n + j] * weights[i];
  }
  return { weights, rho: dot(half, half) };
}
