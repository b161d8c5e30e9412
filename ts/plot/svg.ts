// A picture as SVG text: heading, legend and panels, each panel drawn by Observable Plot.
import { plot } from "@observablehq/plot";
import { documentFor } from "./document.ts";
import { drawLegend, textWidth } from "./legend.ts";
import { type Needs, requireData, requireOptions } from "./needs.ts";
import { type Panel, type Picture, pictureNeeds, type Size } from "./picture.ts";
import { escapeText, serializeChildren } from "./serialize.ts";
import { svgStyle } from "./style.ts";

/** How to draw a picture. */
export interface SvgOptions {
  /** Width in pixels; 720 where absent. Below 520 panels stand one beneath another. */
  width?: number;
  /** Height of each panel in pixels; follows from the width where absent. */
  height?: number;
  /** Whether the picture's title stands above it; true where absent. */
  heading?: boolean;
  /** Whether it carries its own colours, for light and dark, and its own paper; true where absent. */
  standalone?: boolean;
  /** The document to draw with; where absent the page's own, or linkedom's outside a browser. */
  document?: Document;
}

const needs = {
  "width?": "positive",
  "height?": "positive",
  "heading?": "flag",
  "standalone?": "flag",
  "document?": { createElement: "function" },
} as const satisfies Needs<SvgOptions>;

const fontSize = 12;
const padding = 14;
const between = 20;

/**
 * Draws a picture as one SVG element, which may stand alone as a file.
 *
 * @throws RidgelawError where the picture or an option is none.
 */
export function toSvg(picture: Picture, options: SvgOptions = {}): string {
  requireData(picture, pictureNeeds, "picture");
  requireOptions(options, needs);
  const { width = 720, heading = true, standalone = true } = options;
  const edge = standalone ? padding : 0;
  const inner = width - 2 * edge;
  const title = heading ? drawHeading(picture.title, inner) : { svg: "", height: 0 };
  const legend = drawLegend(picture.legend, { width: inner, fontSize });
  const panels = drawPanels(picture.panels, inner, options);
  const blocks = [title, legend, panels];
  const height = 2 * edge + blocks.reduce((sum, block) => sum + block.height, 0);
  return [
    `<svg${standalone ? namespace : ""} class="rl-plot" role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="${fontSize}" fill="currentColor">`,
    `<title>${escapeText(picture.title)}</title><desc>${escapeText(picture.description)}</desc>`,
    standalone ? `<style>${svgStyle}</style>${paper}` : "",
    ...stack(blocks, edge),
    "</svg>",
  ].join("");
}

/** Within HTML it is understood. */
const namespace = ' xmlns="http://www.w3.org/2000/svg"';

const paper = '<rect class="rl-paper" width="100%" height="100%" rx="8" fill="#fff"/>';

/** Something drawn at the origin, and the height it takes. */
interface Block {
  svg: string;
  height: number;
}

function stack(blocks: readonly Block[], edge: number): string[] {
  let y = edge;
  return blocks.map(({ svg, height }) => {
    const placed = svg ? `<g transform="translate(${edge},${y})">${svg}</g>` : "";
    y += height;
    return placed;
  });
}

function drawHeading(title: string, width: number): Block {
  const lines = wrap(title, width, 16);
  const drawn = lines.map(
    (words, i) => `<tspan x="0" y="${14 + 19 * i}">${escapeText(words)}</tspan>`,
  );
  const style = 'font-size="15" font-weight="600" text-anchor="start"';
  return { svg: `<text ${style}>${drawn.join("")}</text>`, height: 9 + 19 * lines.length };
}

/** Words in as many lines as the width asks for. */
function wrap(words: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function drawPanels(panels: readonly Panel[], width: number, options: SvgOptions): Block {
  const columns = width < 500 ? 1 : panels.length;
  const each = (width - (columns - 1) * between) / columns;
  const height = options.height ?? panelHeight(each, columns);
  const drawn = panels.map((panel, i) => {
    const x = (i % columns) * (each + between);
    const y = Math.floor(i / columns) * (height + between);
    const body = drawPanel(panel, { width: each, height }, options.document);
    return `<g transform="translate(${x},${y})">${body}</g>`;
  });
  const rows = Math.ceil(panels.length / columns);
  return { svg: drawn.join(""), height: rows * height + (rows - 1) * between };
}

const panelHeight = (width: number, columns: number): number =>
  Math.round(columns > 1 ? width * 0.86 : Math.min(width * 0.85, 240 + width * 0.18));

/** Plot draws an element of its own; what it holds becomes part of ours. */
function drawPanel(panel: Panel, size: Size, given: Document | undefined): string {
  const drawn = plot({ ...panel(size), ...size, document: documentFor(given) });
  return `<g text-anchor="middle">${serializeChildren(drawn)}</g>`;
}
