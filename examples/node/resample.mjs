// How sure are the coefficients, and is there anything to learn at all?
import { resample } from "ridgelaw";

// Stands for your own data: rows of numbers, and a number for each.
const X = Array.from({ length: 150 }, (_, i) => [1, 2, 3].map((k) => Math.sin(k * (i + 1) ** 1.3)));
const y = X.map(([a, b], i) => a - 2 * b + 0.5 * Math.sin(12.9898 * (i + 1) ** 2));

const { coefficients } = await resample(
  { X, y },
  { method: { kind: "bootstrap" }, lambda: 1e-3, seed: 1 },
);
coefficients.estimate.data.forEach((value, j) => {
  const [low, high] = [coefficients.low.data[j], coefficients.high.data[j]];
  console.log(
    `coefficient ${j}: ${value.toFixed(2)} (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`,
  );
});
const { testError, standardError } = await resample({ X, y }, { method: { kind: "kFold" } });
console.log(`10-fold error ${testError.toFixed(3)} ± ${standardError.toFixed(3)}`);
const { pValue } = await resample({ X, y }, { method: { kind: "permutation" } });
console.log(`p = ${pValue} that the targets have nothing to do with the features`);
