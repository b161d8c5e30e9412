// The learning curve beyond the data at hand: 300 samples seen, the error with 1,000 and 3,000 foretold.
import { writeFileSync } from "node:fs";
import { forecast, Ridge } from "ridgelaw";
import { forecastReport } from "ridgelaw/plot";

// Stands for your own data: rows of numbers, and a number for each.
const X = Array.from({ length: 300 }, (_, i) =>
  [1, 2, 3, 4].map((k) => Math.sin(k * (i + 1) ** 1.3)),
);
const y = X.map(([a, b, c], i) => Math.cos(3 * a) + b * c + 0.2 * Math.sin(12.9898 * (i + 1) ** 2));

const kernel = { kind: "rbf", gamma: 0.5 };
const future = forecast({ X, y, kernel, lambda: 1e-3, at: [1000, 3000] });
for (const { samples, testError, interval } of future.forecast) {
  const [low, high] = interval;
  console.log(
    `${samples} samples: ${testError.toFixed(3)} (90 %: ${low.toFixed(3)} to ${high.toFixed(3)})`,
  );
}
if (process.argv[2])
  writeFileSync(process.argv[2], forecastReport(future, { fit: Ridge.fit(X, y, { kernel }) }));
