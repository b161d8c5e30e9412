// Logarithmic axes whose ticks stay readable at any width.
import { axisX, axisY, gridX, gridY, type PlotOptions } from "@observablehq/plot";
import type { Size } from "./picture.ts";
import { type Domain, logTicks, minorTicks, tickFormat } from "./ticks.ts";

/** What an axis shows. */
export interface Axis {
  label: string;
  domain: Domain;
}

/** Pixels that a tick needs along a vertical axis. */
const lineRoom = 30;
/** Pixels of a label's character, generously. */
const character = 7;
const margin = { right: 28, top: 24, bottom: 40 };

/** Two logarithmic axes with grid: options and marks to draw the data on. */
export function logAxes({ width, height }: Size, axes: { x: Axis; y: Axis }) {
  const y = ticksOf(axes.y, Math.floor((height - margin.top - margin.bottom) / lineRoom));
  const left = 18 + character * longest(y);
  const x = fitting(axes.x, width - left - margin.right);
  const options: PlotOptions = {
    marginLeft: left,
    marginRight: margin.right,
    marginTop: margin.top,
    marginBottom: margin.bottom,
    x: { type: "log", domain: [...axes.x.domain] },
    y: { type: "log", domain: [...axes.y.domain] },
  };
  return { options, marks: [...xMarks(axes.x.label, x), ...yMarks(axes.y.label, y)] };
}

interface Ticks {
  ticks: number[];
  minor: number[];
  format: (value: number) => string;
}

function ticksOf({ domain }: Axis, room: number): Ticks {
  const ticks = logTicks(domain, Math.max(2, room));
  return { ticks, minor: minorTicks(domain), format: tickFormat(ticks) };
}

const longest = ({ ticks, format }: Ticks) => Math.max(...ticks.map((tick) => format(tick).length));

/** As many ticks along a horizontal axis as their labels leave room for. */
function fitting(axis: Axis, length: number): Ticks {
  for (let count = Math.floor(length / 34); count > 2; count -= 1) {
    const ticks = ticksOf(axis, count);
    const closest = Math.min(...gaps(ticks.ticks)) / Math.log(axis.domain[1] / axis.domain[0]);
    if (closest * length >= character * longest(ticks) + 10) return ticks;
  }
  return ticksOf(axis, 2);
}

const gaps = (ticks: readonly number[]) =>
  ticks.slice(1).map((tick, i) => Math.log(tick / (ticks[i] as number)));

const xMarks = (label: string, { ticks, minor, format }: Ticks) => [
  gridX(ticks),
  axisX(minor, { text: null, label: null, tickSize: 3, strokeOpacity: 0.5 }),
  axisX(ticks, { text: format, label, labelArrow: false, labelAnchor: "right" }),
];

const yMarks = (label: string, { ticks, minor, format }: Ticks) => [
  gridY(ticks),
  axisY(minor, { text: null, label: null, tickSize: 3, strokeOpacity: 0.5 }),
  axisY(ticks, { text: format, label, labelArrow: false, labelAnchor: "top" }),
];
