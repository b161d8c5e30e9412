// Compiles only if the package's declarations are found and typed, without `any`.
import { evaluate, isotropic, type Problem, RidgelawError, ridge } from "ridgelaw";
import { eigh } from "ridgelaw/linalg";

type IsAny<T> = 0 extends 1 & T ? true : false;

const report = ridge(isotropic({ dimension: 300, squaredNorm: 3, noise: 0.5 }), {
  samples: 200,
  lambda: 0.1,
});
const kappa: number = report.kappa;
const notAny: [IsAny<typeof report>, IsAny<typeof report.kappa>] = [false, false];
const { values }: { values: Float64Array } = eigh(Float64Array.of(2, 1, 1, 2), 2);

const problem = {
  model: { kind: "ridge" },
  ...isotropic({ dimension: 300 }),
  samples: [100, 200],
  lambda: 0.1,
} satisfies Problem;
const errors: Float64Array = evaluate(problem).testError;
const error: number = evaluate({ ...problem, samples: 100 }).testError;

export const isMisuse = (error: unknown): boolean =>
  error instanceof RidgelawError && error.code.length > 0;

// @ts-expect-error: a misspelt option is caught by the compiler.
ridge(isotropic({ dimension: 300, squaredNorm: 3, noise: 0.5 }), { samples: 200, lamda: 0.1 });

console.log(kappa, notAny, values, errors, error);
