// Pictures and tables as parts of an HTML page.

import { type Needs, requireData, requireOptions } from "../needs.ts";
import { columnFormat, formatNumber } from "../number.ts";
import { type Picture, pictureNeeds, type Table } from "../picture.ts";
import { escapeText } from "../serialize.ts";
import { type SvgOptions, toSvg } from "../svg.ts";

/** Widths that the page chooses between: one for a screen, one for a telephone. */
const widths = { wide: 720, narrow: 344 } as const;

type FigureOptions = Pick<SvgOptions, "document">;

const needs = {
  "document?": { createElement: "function" },
} as const satisfies Needs<FigureOptions>;

/** A picture with heading, caption and its numbers; drawn twice, so that its words stay legible on any screen. */
export function toFigure(picture: Picture, options: FigureOptions = {}): string {
  requireData(picture, pictureNeeds, "picture");
  requireOptions(options, needs);
  const { document } = options;
  const drawings = Object.entries(widths).map(([name, width]) => {
    const svg = toSvg(picture, {
      width,
      heading: false,
      standalone: false,
      ...(document && { document }),
    });
    return `<div class="rl-${name}">${svg}</div>`;
  });
  return [
    `<figure class="rl-figure"><h2>${escapeText(picture.title)}</h2>`,
    `<div class="rl-drawing">${drawings.join("")}</div>`,
    `<figcaption><p>${escapeText(picture.caption)}</p>`,
    `<details><summary>The numbers</summary>${toTable(picture.table)}</details>`,
    "</figcaption></figure>",
  ].join("\n");
}

/** A table that scrolls within itself where it is too wide; the numbers of a column go to the same place. */
export function toTable({ columns, rows }: Table): string {
  const formats = columns.map((_, k) => columnFormat(rows.map((row) => row[k])));
  const cells = (row: Table["rows"][number]) =>
    row.map((value, k) => cell(value, formats[k] ?? formatNumber)).join("");
  const head = columns.map((column) => `<th scope="col">${escapeText(column)}</th>`).join("");
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join("\n");
  return `<div class="rl-table"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const cell = (value: number | string, format: (value: number) => string): string =>
  typeof value === "number"
    ? `<td>${format(value)}</td>`
    : `<td class="rl-word">${escapeText(value)}</td>`;

/** Sentences as paragraphs. */
export const toParagraphs = (sentences: readonly string[], className = ""): string =>
  sentences
    .map((sentence) => `<p${className && ` class="${className}"`}>${escapeText(sentence)}</p>`)
    .join("\n");

/** Sentences as a list. */
export const toList = (sentences: readonly string[]): string =>
  `<ul>${sentences.map((sentence) => `<li>${escapeText(sentence)}</li>`).join("\n")}</ul>`;
