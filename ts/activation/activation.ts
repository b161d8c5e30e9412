// What an activation may be.

/** Activations known by name: `step` is 1 for x > 0 and else 0, `quadratic` x², `gelu` x(1 + erf(x/√2))/2, `silu` x/(1 + e^−x). */
export const activationNames = [
  "relu",
  "erf",
  "tanh",
  "gelu",
  "silu",
  "sigmoid",
  "sign",
  "step",
  "sin",
  "cos",
  "quadratic",
  "linear",
] as const;

export type ActivationName = (typeof activationNames)[number];

/** What the Gaussian equivalent keeps of φ(s g), g ~ N(0, 1). */
export interface ActivationParts {
  /** μ₁ = E[φ(s g) g]: what acts as a line. */
  linear: number;
  /** μ_*² = Var φ(s g) − μ₁²: what acts as noise. */
  nonlinear: number;
}

/** φ of the features φ(w·x). */
export type Activation = ActivationName | ActivationParts | ((x: number) => number);
