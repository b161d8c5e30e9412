// The plane of λ = P^-l and N = P^q, divided by what dominates the error.
import { line, link, type PlotOptions, text } from "@observablehq/plot";
import type { PhaseDiagram, PhasePiece } from "ridgelaw";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import {
  classOf,
  filled,
  type LegendEntry,
  type Picture,
  type Role,
  type Size,
  stroked,
  type Table,
} from "../picture.ts";

const needs = {
  lambda: "pair",
  width: "pair",
  pieces: [{ id: "number", name: "text", term: "text", formula: "text", polygon: ["pair"] }],
  boundaries: [{ ends: "segment" }],
} as const satisfies Needs<PhaseDiagram>;

type Point = readonly [l: number, q: number];

const roles: Readonly<Record<PhasePiece["term"], Role>> = {
  bias: "bias",
  features: "variance",
  noise: "noise",
};

const words: Readonly<Record<PhasePiece["term"], string>> = {
  bias: "bias",
  features: "variance of the features",
  noise: "label noise",
};

/** Pieces of one region, with what is written on it. */
interface Area {
  piece: PhasePiece;
  pieces: PhasePiece[];
  share: number;
  shade: number;
}

/** Regions of the phase diagram, coloured by the term that dominates. */
export function phaseDiagramPicture(data: PhaseDiagram): Picture {
  requireData(data, needs);
  const areas = areasOf(data);
  const terms = [...new Set(areas.map(({ piece }) => piece.term))];
  return {
    title: "What dominates the error of random features",
    caption:
      "With ridge λ = P^−l and width N = P^q the error falls as P^−e. A colour is the term that dominates, a region what limits it; e is written in each, or its number in the table. More width than the upper boundary of the features’ variance, or less ridge than the right end of the ridge’s regions, gains nothing.",
    description: `A map of ${areas.length} regions over l and q. ${areas.map(({ piece, share }) => `${piece.name}: exponent ${piece.formula}, ${formatNumber(100 * share, 2)} percent of the map.`).join(" ")}`,
    legend: terms.map(
      (term): LegendEntry => ({ label: words[term], role: roles[term], symbol: "band" }),
    ),
    panels: [(size) => draw(data, areas, size)],
    table: tableOf(areas),
  };
}

function areasOf({ pieces, lambda, width }: PhaseDiagram): Area[] {
  const whole = (lambda[1] - lambda[0]) * (width[1] - width[0]);
  const areas = new Map<number, Area>();
  for (const piece of pieces) {
    const share = areaOf(piece.polygon) / whole;
    const known = areas.get(piece.id);
    if (known) {
      known.pieces.push(piece);
      known.share += share;
    } else areas.set(piece.id, { piece, pieces: [piece], share, shade: 0 });
  }
  const sorted = [...areas.values()].sort((a, b) => a.piece.id - b.piece.id);
  // Regions of one term are told apart by how deep their colour is.
  for (const term of new Set(sorted.map(({ piece }) => piece.term))) {
    sorted
      .filter(({ piece }) => piece.term === term)
      .forEach((area, i) => {
        area.shade = 0.14 + 0.11 * i;
      });
  }
  return sorted;
}

function draw({ lambda, width, boundaries }: PhaseDiagram, areas: readonly Area[], size: Size) {
  const options: PlotOptions = {
    marginLeft: 48,
    marginRight: 20,
    marginTop: 24,
    marginBottom: 40,
    x: { domain: [...lambda], label: "l, of the ridge λ = P^−l", labelArrow: false },
    y: { domain: [...width], label: "q, of the width N = P^q", labelArrow: false },
  };
  const polygons = areas.flatMap(({ piece, pieces, shade }) =>
    pieces.map(({ polygon }) =>
      line(polygon as Point[], {
        ...filled(roles[piece.term]),
        fillOpacity: shade,
        stroke: "none",
        curve: "linear-closed",
      }),
    ),
  );
  return {
    ...options,
    marks: [
      ...polygons,
      link(boundaries, {
        ...stroked("reference"),
        x1: ({ ends }) => ends[0][0],
        y1: ({ ends }) => ends[0][1],
        x2: ({ ends }) => ends[1][0],
        y2: ({ ends }) => ends[1][1],
        strokeWidth: 1.2,
      }),
      ...labels(areas, { lambda, width }, size),
    ],
  } satisfies PlotOptions;
}

/** Name and exponent on each region that has room for them, else its number. */
function labels(
  areas: readonly Area[],
  { lambda }: Pick<PhaseDiagram, "lambda" | "width">,
  size: Size,
) {
  const scale = size.width / (lambda[1] - lambda[0]);
  const placed = areas.map((area): Labelled => {
    const { polygon } = largest(area.pieces);
    const [x, y] = centre(polygon);
    return { ...area, x, y, room: scale * chord(polygon, y) };
  });
  const isWide = ({ piece, room }: Labelled) => room > 7 * Math.max(piece.formula.length + 4, 14);
  const style = { x: "x", y: "y", className: classOf("trained"), fill: "currentColor" } as const;
  const wide = placed.filter(isWide);
  return [
    text(wide, {
      ...style,
      text: ({ piece }) => piece.name,
      dy: -7,
      fontSize: 11,
      lineWidth: 13,
      lineAnchor: "bottom",
    }),
    text(wide, {
      ...style,
      text: ({ piece }) => `e = ${piece.formula}`,
      dy: 9,
      fontSize: 11.5,
      fontWeight: 600,
    }),
    text(
      placed.filter((area) => !isWide(area)),
      { ...style, text: ({ piece }) => String(piece.id), fontSize: 11 },
    ),
  ];
}

/** A region with the place of its label, and how many pixels wide it is there. */
type Labelled = Area & { x: number; y: number; room: number };

/** How wide a convex polygon is at one height. */
function chord(polygon: readonly Point[], y: number): number {
  const crossings = polygon.flatMap(([l, q], i) => {
    const [next, up] = at(polygon, i + 1);
    return q < y !== up < y ? [l + ((y - q) / (up - q)) * (next - l)] : [];
  });
  return crossings.length > 1 ? Math.max(...crossings) - Math.min(...crossings) : 0;
}

const largest = (pieces: readonly PhasePiece[]): PhasePiece =>
  pieces.reduce((most, piece) => (areaOf(piece.polygon) > areaOf(most.polygon) ? piece : most));

const at = (polygon: readonly Point[], i: number): Point => polygon[i % polygon.length] as Point;

const areaOf = (polygon: readonly Point[]): number =>
  polygon.reduce((sum, [l, q], i) => {
    const [next, up] = at(polygon, i + 1);
    return sum + (l * up - next * q) / 2;
  }, 0);

/** The centre of mass. */
function centre(polygon: readonly Point[]): Point {
  let [x, y] = [0, 0];
  polygon.forEach(([l, q], i) => {
    const [next, up] = at(polygon, i + 1);
    const cross = l * up - next * q;
    x += (l + next) * cross;
    y += (q + up) * cross;
  });
  const scale = 6 * areaOf(polygon);
  return [x / scale, y / scale];
}

function tableOf(areas: readonly Area[]): Table {
  return {
    columns: ["", "Region", "Dominates", "e", "Share"],
    rows: areas.map(({ piece, share }) => [
      piece.id,
      piece.name,
      words[piece.term],
      piece.formula,
      `${formatNumber(100 * share, 3)} %`,
    ]),
  };
}
