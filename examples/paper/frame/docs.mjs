// The gallery as a page of the documentation.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toSvg } from "ridgelaw/plot";

const sections = [
  ["lr-", "Ridge regression"],
  ["sgd", "Stochastic gradient descent"],
  ["finite-size", "Finite size"],
  ["venn", "Bias and variance"],
  ["rf-", "Linear random features"],
  ["w-", "Weights with structure"],
  ["nl-", "Features with noise of their own"],
  ["rm-", "Random matrices"],
  ["phase", "Phase diagrams"],
  ["corr-", "Correlated samples"],
];

const marks = ["<!-- gallery -->", "<!-- end of the gallery -->"];

/** Writes every picture into `docs/pictures/paper`, and all with their captions between the marks of `docs/paper.md`. */
export function writeDocs(docs, drawn) {
  const folder = join(docs, "pictures", "paper");
  mkdirSync(folder, { recursive: true });
  for (const { name, picture } of drawn.flatMap(({ pictures }) => pictures))
    writeFileSync(join(folder, `${name}.svg`), `${toSvg(picture, { width: 760 })}\n`);
  const file = join(docs, "paper.md");
  const page = readFileSync(file, "utf8");
  const [from, to] = [page.indexOf(marks[0]) + marks[0].length, page.indexOf(marks[1])];
  const parts = sections.map(([start, title]) => sectionOf(title, drawnFor(drawn, start)));
  writeFileSync(file, `${page.slice(0, from)}\n\n${parts.join("\n\n")}\n\n${page.slice(to)}`);
}

const drawnFor = (drawn, start) => drawn.filter(({ figure }) => figure.name.startsWith(start));

const sectionOf = (title, drawn) => [`### ${title}`, ...drawn.map(entryOf)].join("\n\n");

function entryOf({ figure, pictures }) {
  const images = pictures.map(
    ({ name, picture }) => `![${picture.title}](pictures/paper/${name}.svg)`,
  );
  return [
    `#### ${figure.title}`,
    `${figure.caption} ${measuredBy(figure, pictures)}`,
    ...images,
  ].join("\n\n");
}

/** How many points a figure has, and how far they lie from theory at most. */
function measuredBy({ name }, pictures) {
  const rows = pictures.flatMap((picture) => picture.rows);
  if (rows.length === 0) return `(\`${name}\`)`;
  const apart = (some) => Math.max(0, ...some.map(({ z }) => Math.abs(z))).toFixed(1);
  const [traces, others] = [true, false].map((kind) =>
    rows.filter(({ trace }) => Boolean(trace) === kind),
  );
  const words = [
    ...(others.length > 0
      ? [`${others.length} errors or densities, |z| up to ${apart(others)}`]
      : []),
    ...(traces.length > 0 ? [`${traces.length} traces, |z| up to ${apart(traces)}`] : []),
  ];
  return `(\`${name}\`: ${words.join("; ")})`;
}
