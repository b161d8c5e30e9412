// A small forecast and theory, made once, that the tests draw.
import { forecast, isotropic, logspace, powerLaw, Ridge, ridge } from "ridgelaw";
import type { LearningCurveData } from "ridgelaw/plot";

const size = 240;
const X = Array.from({ length: size }, (_, i) =>
  [1, 2, 3, 4, 5].map((k) => Math.sin(k * (i + 1) ** 1.3)),
);
const y = X.map(
  ([a = 0, b = 0, c = 0], i) => Math.cos(2 * a) + b * c + 0.3 * Math.sin(99 * (i + 1) ** 2),
);
const kernel = { kind: "rbf", gamma: 0.3 } as const;

export const lambda = 1e-2;
export const future = forecast({ X, y, kernel, lambda, at: [480, 960] });
export const fit = Ridge.fit(X, y, { kernel, lambda: logspace(1e-5, 10, 40) });
export const trained = future.forecast.map(({ samples, testError }) => ({
  samples,
  testError: 1.01 * testError,
}));
export const curveData: LearningCurveData = { forecast: future, trained };

export const samples = Float64Array.from([...logspace(20, 2000, 60), 200]).sort();
export const peaked = ridge(isotropic({ dimension: 200, noise: 0.2 }), { samples, lambda: 1e-4 });
export const tame = ridge(isotropic({ dimension: 200, noise: 0.2 }), { samples, lambda: 0.2 });

/** A population k^-1.6 with the degrees of freedom of 800 samples. */
export const steep = {
  eigenvalues: Float64Array.from({ length: 800 }, (_, k) => (k + 1) ** -1.6),
  path: ridge(powerLaw({ exponent: 1.6, source: 0.5, modes: 1e5 }), {
    samples: 800,
    lambda: logspace(1e-6, 1, 60),
  }),
};
