// From reports of theory and of Monte Carlo to series of a chart, and the z-score of every point.

/** Standard errors that a bar reaches to either side. */
const reach = 2;

/**
 * Series and table of some quantities. `theory` and `measured` are reports on grids of samples; `x` says where a number of
 * samples is drawn.
 */
export function seriesOf({ theory, measured, show, x = (samples) => samples }) {
  const lines = show.map((quantity) => ({
    label: quantity.label,
    role: quantity.role,
    stroke: quantity.stroke,
    marker: quantity.marker,
    ...(quantity.line && { line: lineOf(quantity, theory, x) }),
  }));
  const rows = [];
  const series = lines.map((line, k) => {
    if (!measured || show[k].measured === false) return line;
    const points = pointsOf(show[k], measured);
    if (show[k].scored !== false)
      for (const point of points)
        rows.push({ ...point, quantity: show[k].label, trace: show[k].trace, x: x(point.samples) });
    return { ...line, points: columns(points, x) };
  });
  return { series, rows };
}

function lineOf({ of, lineOf: said = of }, theory, x) {
  const samples = Array.from(theory.at ?? theory.problem.samples);
  return { x: samples.map(x), y: samples.map((P, i) => said(reader(theory, i), i, P)) };
}

/** A number of a report by its path, at point `i` of its grid; `kappas` is the whole chain. */
const reader = (report, i) => (path) => {
  let at = report;
  for (const name of path.split(".")) at = at[name];
  if (path !== "kappas") return at[i];
  const layers = at.length / report.problem.samples.length;
  return at.slice(i * layers, (i + 1) * layers);
};

function pointsOf({ of, theory = of }, measured) {
  return Array.from(measured.at ?? measured.samples, (samples, i) => {
    const values = trialsOf(of, measured, i);
    const said = theory(reader(measured.theory, i), i, samples);
    return { samples, theory: said, ...statistics(values, said) };
  });
}

/** The quantity in every trial, or in every pair of trials where parts of the variance are in it. */
function trialsOf(of, { values, samples, at = samples }, i) {
  const one = (k) => of((path) => values[path][i][k], i, at[i]);
  const used = new Set();
  of((path) => used.add(path) && 1, i, 1);
  const count = Math.min(...[...used].map((path) => values[path][i].length));
  return Array.from({ length: count }, (_, k) => one(k));
}

/** Mean, standard error and score. Student's t of few trials is turned into the normal score of the same probability. */
export function statistics(values, theory) {
  const n = values.length;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const square = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1);
  const error = Math.sqrt(square / n);
  const apart = mean - theory;
  if (Math.abs(apart) <= 1e-9 * Math.abs(theory)) return { mean, error, z: 0, trials: n };
  return { mean, error, z: normalScore(apart / error, n - 1), trials: n };
}

/** After Wallace (1959). */
const normalScore = (t, freedom) =>
  (Math.sign(t) * Math.sqrt(freedom * Math.log1p((t * t) / freedom)) * (8 * freedom + 1)) /
  (8 * freedom + 3);

const columns = (points, x) => ({
  x: points.map(({ samples }) => x(samples)),
  y: points.map(({ mean }) => mean),
  error: points.map(({ error }) => reach * error),
});

/** A straight guide between two places on logarithmic axes. */
export const guide = (label, [from, to], power, stroke = "dotted") => ({
  label,
  role: "reference",
  stroke,
  line: { x: [from, to], y: [power(from), power(to)] },
});

/** Several guides between the same places under one entry of the legend. */
export const guides = (label, [from, to], powers, stroke = "dotted") => ({
  ...{ label, role: "reference", stroke },
  line: {
    x: powers.flatMap(() => [from, to, to]),
    y: powers.flatMap((power) => [power(from), power(to), Number.NaN]),
  },
});

/** The table beneath a figure. */
export const tableOf = (rows, x = "P") => ({
  columns: ["Quantity", x, "Theory", "Monte Carlo", "Standard error", "z", "n"],
  rows: rows.map((row) => [
    row.quantity,
    Number(row.x.toPrecision(4)),
    row.theory,
    row.mean,
    row.error,
    Number(row.z.toFixed(2)),
    row.trials,
  ]),
});
