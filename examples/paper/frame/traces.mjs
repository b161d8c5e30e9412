// Resolutions of one training set from the eigenvectors of its covariance, without the theory's equations.
import { eigh, gram, multiply } from "ridgelaw/linalg";
import { quadraticForms, transpose, weighedSquares } from "./vectors.mjs";

/**
 * df = Tr Ŝ(Ŝ+λ)⁻¹, κ = Tr Σ λ(Ŝ+λ)⁻¹/df and κ̃ = Tr K λ(K̂+λ)⁻¹/df of Ŝ = XᵀX/T and K̂ = XXᵀ/T. That κκ̃ = λT/df is then
 * something that three traces either do or don't. The last needs no T × T resolvent: λ(K̂+λ)⁻¹ = 1 − X(Ŝ+λ)⁻¹Xᵀ/T.
 */
export function tracesOf({ X, correlation, variances }, lambda) {
  const [samples, features] = [X.rows, X.columns];
  const turned = transpose(X);
  const covariance = gram(turned).data.map((x) => x / samples);
  const { values, vectors } = eigh(covariance, features);
  const between = multiply(turned, multiply(correlation, X));
  const ofSamples = quadraticForms(between, vectors);
  const ofFeatures = weighedSquares(variances, vectors);
  const sum = (term) => values.reduce((total, value, i) => total + term(value, i), 0);
  const df1 = sum((s) => s / (s + lambda));
  const seen = sum((s, i) => ofSamples[i] / (samples * (s + lambda)));
  const kappa = sum((s, i) => (lambda * ofFeatures[i]) / (s + lambda)) / df1;
  return { df1, kappa, kappaTilde: (samples - seen) / df1 };
}
