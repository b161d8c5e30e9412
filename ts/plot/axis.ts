// Axes whose ticks stay readable at any width.
import { axisX, axisY, gridX, gridY, type PlotOptions } from "@observablehq/plot";
import { formatNumber } from "./number.ts";
import type { Size } from "./picture.ts";
import { type Domain, evenChoices, minorTicks, tickChoices, tickFormat } from "./ticks.ts";

/** What an axis shows. */
export interface Axis {
  label: string;
  domain: Domain;
  /** "log" where absent. */
  scale?: "log" | "linear" | undefined;
}

/** Pixels of a label's height with some air, of its characters, and of the air between two. */
const pixels = { line: 24, character: 7, air: 12 };
const margin = { right: 28, top: 24, bottom: 40 };
const most = { x: 9, y: 8 };

/** Two axes with grid: options and marks to draw the data on. */
export function axesOf({ width, height }: Size, axes: { x: Axis; y: Axis }) {
  const along = height - margin.top - margin.bottom;
  const y = fitting(axes.y, { length: along, most: most.y, room: () => pixels.line });
  const left = 18 + pixels.character * longest(y);
  const x = fitting(axes.x, {
    length: width - left - margin.right,
    most: most.x,
    room: (ticks) => pixels.character * longest(ticks) + pixels.air,
  });
  const options: PlotOptions = {
    marginLeft: left,
    marginRight: margin.right,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    x: { type: axes.x.scale ?? "log", domain: [...axes.x.domain] },
    y: { type: axes.y.scale ?? "log", domain: [...axes.y.domain] },
  };
  return { options, marks: [...xMarks(axes.x.label, x), ...yMarks(axes.y.label, y)] };
}

/** The same where both are logarithmic. */
export const logAxes: typeof axesOf = axesOf;

interface Ticks {
  ticks: number[];
  minor: number[];
  format: (value: number) => string;
}

/** How long an axis is, how many ticks it may have, and how far apart they must be. */
interface Space {
  length: number;
  most: number;
  room: (ticks: Ticks) => number;
}

/** As many ticks as there is room for. */
function fitting({ domain, scale }: Axis, { length, most, room }: Space): Ticks {
  const isLog = scale !== "linear";
  const place = isLog ? Math.log : (x: number) => x;
  const minor = isLog ? minorTicks(domain) : [];
  const choices = (isLog ? tickChoices(domain) : evenChoices(domain))
    .filter((ticks) => ticks.length <= most)
    .map((ticks) => ({ ticks, minor, format: tickFormat(ticks) }));
  const each = length / (place(domain[1]) - place(domain[0]));
  const fits = (choice: Ticks) => narrowest(choice.ticks.map(place)) * each >= room(choice);
  const last = {
    ticks: [domain[0], domain[1]],
    minor,
    format: (value: number) => formatNumber(value),
  };
  return choices.find(fits) ?? choices.at(-1) ?? last;
}

const longest = ({ ticks, format }: Ticks) => Math.max(...ticks.map((tick) => format(tick).length));

const narrowest = (places: readonly number[]) =>
  Math.min(...places.slice(1).map((place, i) => place - (places[i] as number)));

/** Short and without a label. */
const minorStyle = { fill: "none", label: null, tickSize: 3, strokeOpacity: 0.5 };

const xMarks = (label: string, { ticks, minor, format }: Ticks) => [
  gridX(ticks),
  axisX(minor, minorStyle),
  axisX(ticks, { text: format, label, labelArrow: false, labelAnchor: "right" }),
];

const yMarks = (label: string, { ticks, minor, format }: Ticks) => [
  gridY(ticks),
  axisY(minor, minorStyle),
  axisY(ticks, { text: format, label, labelArrow: false, labelAnchor: "top" }),
];
