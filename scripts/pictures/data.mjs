// Data drawn again, and data that come in a stream.
import { fitRows, forecast, logspace, resample } from "ridgelaw";
import { learningCurve, trainTest } from "ridgelaw/plot";
import { normals } from "../lib/random.mjs";

/** A forecast from 250 rows, and parts of 1,000 really trained and tested on the others. */
async function resampled() {
  const draw = normals(1);
  const X = Array.from({ length: 1000 }, () => [draw(), draw(), draw(), draw()]);
  const y = X.map(([a, b, c, d]) => Math.tanh(2 * a) + b * c + 0.3 * d * d + 0.3 * draw());
  const options = { kernel: { kind: "rbf", gamma: 0.1 }, lambda: 1e-3 };
  const sizes = [62, 125, 250, 500, 800];
  const seen = forecast({ X: X.slice(0, 250), y: y.slice(0, 250), ...options, at: sizes });
  const method = { kind: "learningCurve", sizes, repeats: 6 };
  const { testError, trainError } = await resample({ X, y }, { ...options, method });
  const trained = sizes.map((samples, i) => ({
    samples,
    testError: testError[i],
    trainError: trainError[i],
  }));
  const picture = learningCurve({ forecast: seen, trained });
  return { ...picture, title: "Forecast from 250 rows, and parts of 1,000 tested on the others" };
}

/** 1,500 rows of 400 columns with a power-law spectrum, streamed: GCV from sums, leave-one-out from a second pass. */
async function streamed() {
  const open = function* () {
    const draw = normals(1);
    const columns = 400;
    for (let chunk = 0; chunk < 15; chunk++) {
      const rows = Array.from({ length: 100 }, () =>
        Array.from({ length: columns }, (_, j) => draw() * (j + 1) ** -0.6),
      );
      yield { X: rows, y: rows.map((x) => x.reduce((sum, v) => sum + v, 0) + 0.5 * draw()) };
    }
  };
  const lambda = logspace(1e-6, 1, 49);
  const { model, loo } = await fitRows(open, { lambda, leaveOneOut: true });
  const picture = trainTest({ path: { ...model.path, ...loo }, lambda: model.lambda });
  return { ...picture, title: "Streamed rows: GCV from sums, leave-one-out from a second pass" };
}

export const pictures = { resample: resampled, streaming: streamed };
