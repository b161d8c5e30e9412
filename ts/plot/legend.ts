// The legend above the axes.
import { classOf, type LegendEntry, type Mark } from "./picture.ts";
import { escapeText } from "./serialize.ts";

const rowHeight = 19;
const swatch = 22;
const gap = 18;

/** Generous: the reader's font is not known. */
export const textWidth = (text: string, fontSize: number): number => 0.58 * fontSize * text.length;

/** The legend's drawing, and the height that it takes. */
export interface Legend {
  svg: string;
  height: number;
}

/** Entries from left to right, in as many rows as the width asks for. */
export function drawLegend(
  entries: readonly LegendEntry[],
  { width, fontSize }: { width: number; fontSize: number },
): Legend {
  let [x, row] = [0, 0];
  const drawn = entries.map((entry) => {
    const own = swatch + 6 + textWidth(entry.label, fontSize);
    if (x > 0 && x + own > width) [x, row] = [0, row + 1];
    const svg = drawEntry(entry, x, row * rowHeight + rowHeight / 2);
    x += own + gap;
    return svg;
  });
  return { svg: drawn.join(""), height: entries.length > 0 ? (row + 1) * rowHeight + 6 : 0 };
}

function drawEntry({ label, role, symbol }: LegendEntry, x: number, y: number): string {
  const symbols = typeof symbol === "string" ? [symbol] : symbol;
  const glyphs = symbols.map((name) => drawings[name] ?? "").join("");
  const text = `<text x="${swatch + 6}" y="0.34em" text-anchor="start">${escapeText(label)}</text>`;
  const at = `translate(${x.toFixed(1)},${y})`;
  return `<g transform="${at}"><g class="${classOf(role)}">${glyphs}</g>${text}</g>`;
}

const line = (attributes: string) =>
  `<path d="M0,0H${swatch}" fill="none" stroke="currentColor" stroke-width="2"${attributes}/>`;

const drawings: Readonly<Record<Mark, string>> = {
  line: line(""),
  dashed: line(' stroke-dasharray="6,4"'),
  dotted: line(' stroke-dasharray="1.5,3.5" stroke-linecap="round"'),
  dashdot: line(' stroke-dasharray="7,3,1.5,3"'),
  longdash: line(' stroke-dasharray="12,4"'),
  band: `<rect x="0" y="-6" width="${swatch}" height="12" fill="currentColor" fill-opacity="0.2"/>`,
  dot: `<circle cx="${swatch / 2}" r="3.5" fill="currentColor"/>`,
  diamond: `<path d="M${swatch / 2},-5.5l4.5,5.5l-4.5,5.5l-4.5,-5.5Z" fill="currentColor"/>`,
  square: `<rect x="${swatch / 2 - 3.3}" y="-3.3" width="6.6" height="6.6" fill="currentColor"/>`,
  triangle: `<path d="M${swatch / 2},-4.6l4.3,7.6h-8.6Z" fill="currentColor"/>`,
  cross: `<path d="M${swatch / 2 - 3.4},-3.4l6.8,6.8m0,-6.8l-6.8,6.8" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  interval: `<path d="M${swatch / 2},-7v14m-3,-14h6m-6,14h6" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
};
