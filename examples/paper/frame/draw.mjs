// Runs figures one after the other.
import { chart } from "ridgelaw/plot";
import { seriesOf, tableOf } from "./series.mjs";

/**
 * A figure says how many `seconds` it takes on two processors, and whether it computes `alone`, in one thread. It is given `measure(problem, { trials })`, `keep(key, make)`, `draw({ … })` for a chart, and `scaled(n)`: n, or a tenth of it in a
 * quick run. It returns one picture or several; the first has the figure's own name. `onDrawn` is told of each.
 *
 * @param {object[]} figures
 * @param {{ measure: Function, keep: Function, progress: any, onDrawn?: (drawn: any) => void, quick?: boolean }} options
 */
export async function drawFigures(
  figures,
  { measure, keep, progress, onDrawn = () => {}, quick = false },
) {
  const drawn = [];
  for (const figure of figures) {
    progress.start(figure);
    const found = await figure.draw(toolsOf(figure, { measure, keep, quick }));
    const pictures = [found].flat().map((each, i) => named(figure, each, i));
    const rows = pictures.flatMap((picture) => picture.rows);
    const apart = Math.max(0, ...rows.map(({ z }) => Math.abs(z)));
    progress.end(
      figure,
      rows.length > 0 ? `${rows.length} points, |z| up to ${apart.toFixed(1)}` : "drawn",
    );
    drawn.push({ figure, pictures });
    onDrawn(drawn.at(-1));
  }
  return drawn;
}

function toolsOf(figure, { measure, keep, quick }) {
  return {
    quick,
    keep: (key, make) => keep({ figure: figure.name, ...key }, make),
    scaled: (n) => (quick ? Math.max(1, Math.round(n / 10)) : n),
    measure: (problem, { trials, by }) =>
      measure(problem, { by, trials: quick ? Math.min(fewest(trials), 6) : trials }),
    draw: (data) => draw(figure, data),
  };
}

/** Where they depend on the problem, more than a quick run has. */
const fewest = (trials) => (typeof trials === "function" ? Number.POSITIVE_INFINITY : trials);

/** A chart of quantities, of several reports where `parts` has them, and of guides behind them. */
function draw(
  figure,
  { theory, measured, show, parts = [], guides = [], series = [], at, rows = [], ...data },
) {
  const all = [...(show ? [{ theory, measured, show }] : []), ...parts];
  const made = all.map((part) => seriesOf({ ...part, x: at }));
  const points = [...made.flatMap((part) => part.rows), ...rows];
  const { suffix, ...words } = data;
  const picture = chart({
    title: figure.title,
    caption: figure.caption,
    ...words,
    series: [...guides, ...made.flatMap((part) => part.series), ...series],
    table: tableOf(points, data.x.label),
  });
  return { picture, rows: points, suffix };
}

const named = (figure, { picture, rows, suffix }, i) => ({
  name: suffix ? `${figure.name}-${suffix}` : i > 0 ? `${figure.name}-${i + 1}` : figure.name,
  picture,
  rows,
});
