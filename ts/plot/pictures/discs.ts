// Overlapping discs with words in them, as for what several sources of chance do together.
import { dot, type PlotOptions, text } from "@observablehq/plot";
import { type Needs, requireData } from "../needs.ts";
import {
  classOf,
  filled,
  type Picture,
  type Role,
  type Size,
  stroked,
  type Table,
  tableNeeds,
} from "../picture.ts";

/** A disc of radius 1 with its centre at (x, y). */
export interface Disc {
  label: string;
  role: Role;
  x: number;
  y: number;
}

/** Words at (x, y); a line break parts lines. */
export interface DiscNote {
  text: string;
  x: number;
  y: number;
}

export interface DiscsData {
  title: string;
  caption: string;
  /** Side by side, the origin in the middle of each; the axes reach to 1.9 upwards and downwards. */
  panels: readonly { discs: readonly Disc[]; notes: readonly DiscNote[] }[];
  table: Table;
}

const needs = {
  title: "text",
  caption: "text",
  panels: [
    {
      discs: [{ label: "text", role: "text", x: "number", y: "number" }],
      notes: [{ text: "text", x: "number", y: "number" }],
    },
  ],
  table: tableNeeds,
} as const satisfies Needs<DiscsData>;

const half = 1.9;

/** Discs of one name have one entry in the legend. */
export function discs(data: DiscsData): Picture {
  requireData(data, needs);
  const { panels, ...words } = data;
  const named = new Map(panels.flatMap((panel) => panel.discs.map((disc) => [disc.label, disc])));
  const entries = Array.from(named.values(), ({ label, role }) => ({ label, role }));
  return {
    ...words,
    description: `Overlapping discs: ${entries.map(({ label }) => label).join(", ")}. ${words.caption}`,
    legend: entries.map((entry) => ({ ...entry, symbol: "band" })),
    panels: panels.map((panel) => (size) => draw(panel, size)),
  };
}

function draw(panel: DiscsData["panels"][number], { width, height }: Size): PlotOptions {
  const wide = (half * width) / height;
  const round = { x: "x", y: "y", r: height / half / 2 };
  return {
    margin: 0,
    r: { type: "identity" },
    x: { domain: [-wide, wide], axis: null },
    y: { domain: [-half, half], axis: null },
    marks: [
      ...panel.discs.flatMap((disc) => [
        dot([disc], { ...filled(disc.role), ...round, fillOpacity: 0.2 }),
        dot([disc], { ...stroked(disc.role), ...round, strokeWidth: 1.5 }),
      ]),
      text(panel.notes, {
        ...{ x: "x", y: "y", text: "text", fontSize: 11 },
        ...{ fill: "currentColor", className: classOf("trained") },
      }),
    ],
  };
}
