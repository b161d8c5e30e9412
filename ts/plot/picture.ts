// What every picture is before it is drawn: words, marks for Observable Plot, and the numbers behind them.
import type { PlotOptions } from "@observablehq/plot";
import type { Needs } from "./needs.ts";

/** The part that something plays in a picture; its colour follows from it, in light and in dark. */
export type Role =
  | "forecast"
  | "observed"
  | "trained"
  | "ceiling"
  | "theory"
  | "bias"
  | "variance"
  | "noise"
  | "features"
  | "mixed"
  | "estimate"
  | "reference";

/** How a legend entry is drawn: as what the picture itself shows. */
export type Mark =
  | "line"
  | "dashed"
  | "dotted"
  | "dashdot"
  | "longdash"
  | "band"
  | "dot"
  | "diamond"
  | "square"
  | "triangle"
  | "cross"
  | "interval";

/** One entry of a legend. */
export interface LegendEntry {
  label: string;
  role: Role;
  symbol: Mark | readonly Mark[];
}

/** Width and height in pixels of one panel's drawing. */
export interface Size {
  width: number;
  height: number;
}

/** One pair of axes: given its size, what Observable Plot is to draw. */
export type Panel = (size: Size) => PlotOptions;

/** Numbers as a table: a header for each column, then rows of numbers or words. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly (number | string)[])[];
}

/** A picture that can be drawn at any size, by {@link toSvg} or {@link toFigure}. */
export interface Picture {
  /** A short headline. */
  title: string;
  /** One or two sentences: what to see in it. */
  caption: string;
  /** What a reader who cannot see it needs to know. */
  description: string;
  legend: readonly LegendEntry[];
  /** One pair of axes or several, side by side where there is room. */
  panels: readonly Panel[];
  table: Table;
}

/** What drawing reads of a table and of a picture. */
export const tableNeeds = {
  columns: ["text"],
  rows: [["cell"]],
} as const satisfies Needs<Table>;

export const pictureNeeds = {
  title: "text",
  caption: "text",
  description: "text",
  legend: [{ label: "text", role: "text", symbol: "words" }],
  panels: ["function"],
  table: tableNeeds,
} as const satisfies Needs<Picture>;

/** The class that gives marks the colour of their role; they are drawn in `currentColor`. */
export const classOf = (role: Role): string => `rl-${role}`;

/** Marks of a role: spread into the options of a mark that is filled. */
export const filled = (role: Role) => ({ className: classOf(role), fill: "currentColor" });

/** Marks of a role: spread into the options of a mark that is stroked. */
export const stroked = (role: Role) => ({ className: classOf(role), stroke: "currentColor" });
