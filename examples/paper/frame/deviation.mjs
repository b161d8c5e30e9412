// How far means lie from theory, relative to it.
import { statistics } from "./series.mjs";

const looks = {
  kappa: { label: "κ", role: "theory", marker: "dot" },
  df1: { label: "df₁", role: "variance", marker: "diamond" },
  testError: { label: "test error", role: "bias", marker: "triangle" },
};

/** Points with bars of two standard errors, one for each problem that was measured. */
export function deviationSeries({ values, theory }, x) {
  return Object.entries(looks).map(([path, look]) => {
    const off = x.map((_, i) =>
      statistics(
        values[path][i].map((v) => v / theory[path][i] - 1),
        0,
      ),
    );
    const y = off.map(({ mean }) => Math.abs(mean));
    return { ...look, points: { x, y, error: off.map(({ error }) => 2 * error) } };
  });
}
