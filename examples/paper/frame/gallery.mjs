// All figures as one page, and each as a file.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toFigure, toPage, toSvg } from "ridgelaw/plot";
import { outliersOf, worst } from "./outliers.mjs";

const asked = "@media(prefers-color-scheme:dark)";

/** Which colours a file has: those that its reader prefers, or always the same. */
const themes = { "": asked, light: "@media not all", dark: "@media all" };

/** Writes each picture as `name.svg`, and in `light/` and `dark/` for where a reader's preference is not known. */
export function writePictures(folder, pictures) {
  for (const theme of Object.keys(themes)) mkdirSync(join(folder, theme), { recursive: true });
  for (const { name, picture } of pictures) {
    const svg = toSvg(picture, { width: 760 });
    for (const [theme, query] of Object.entries(themes)) {
      writeFileSync(join(folder, theme, `${name}.svg`), `${svg.replaceAll(asked, query)}\n`);
    }
  }
}

/** The page, with a summary in front. */
export function writePage(file, drawn, { quick }) {
  const pictures = drawn.flatMap((figure) => figure.pictures);
  const page = toPage({
    title: "Every figure of the papers",
    subtitle: `Scaling and renormalization in high-dimensional regression (arXiv 2405.00592) and ridge regression with correlated samples (arXiv 2408.04607), drawn by ridgelaw${quick ? ": quick, smaller and with fewer draws" : ""}.`,
    body: [summary(pictures), ...pictures.map(({ picture }) => toFigure(picture))],
    footer:
      "Lines are theory; points are means over trials, with bars of two standard errors. Errors leave out the label noise of the test point.",
  });
  writeFileSync(file, page);
}

function summary(pictures) {
  const rows = pictures.flatMap(({ rows }) => rows);
  const outliers = pictures.flatMap(outliersOf);
  const [traces, errors] = [true, false].map((kind) =>
    outliers.filter(({ row }) => Boolean(row.trace) === kind),
  );
  const sentence = `${pictures.length} pictures with ${rows.length} points of Monte Carlo. Beyond ${worst} standard errors: ${errors.length} errors and densities, and ${traces.length} traces.`;
  const why =
    "Traces (κ, df₁) fluctuate by 1/P only, so that a few dozen draws resolve what the theory leaves out, some tenths of 1/P; the figure of finite sizes shows how it vanishes. Of errors, a few in ten thousand lie as far by chance, more next to interpolation, where they follow laws with longer tails than the normal one; and where samples are two or three the theory, of many samples, is off.";
  return `<section class="rl-lead"><p>${sentence}</p><p>${why}</p>${list("Errors and densities", errors)}${list("Traces", traces)}</section>`;
}

function list(title, outliers) {
  if (outliers.length === 0) return "";
  const item = ({ name, row }) =>
    `<li>${name}: ${row.quantity} at ${Number(row.x.toPrecision(4))}, z = ${row.z.toFixed(1)}, off by ${(100 * Math.abs(row.mean / row.theory - 1)).toPrecision(2)} %</li>`;
  return `<details><summary>${title}</summary><ul>${outliers.map(item).join("\n")}</ul></details>`;
}
