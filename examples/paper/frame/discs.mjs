// Overlapping discs with words in them.
import { dot, text } from "@observablehq/plot";

export const disc = (role, x, y) => ({ role, x, y });

/** Two panels; each has discs by name, and [name, value, x, y] of what is written on them. */
export function overlapping({ title, caption }, { left, right }) {
  const words = { X: "inputs X", ε: "label noise ε", F: "features F" };
  const [, given] = left;
  const [discs, random] = right;
  const rows = (kind, parts) => parts.map(([name, value]) => [kind, name, value]);
  const columns = ["Features", "Part", "Value"];
  return {
    ...{ title, caption, description: caption },
    legend: Object.entries(discs).map(([name, { role }]) => ({
      ...{ label: words[name], role, symbol: "band" },
    })),
    panels: [left, right].map((each) => (size) => panel(each, size)),
    table: { columns, rows: [...rows("given", given), ...rows("random", random)] },
  };
}

function panel([discs, parts], { width, height }) {
  const half = 1.9;
  const wide = (half * width) / height;
  const marks = Object.values(discs).map(({ role, x, y }) =>
    dot([[x, y]], {
      ...{ r: height / half / 2, className: `rl-${role}`, strokeWidth: 1.5 },
      ...{ fill: "currentColor", fillOpacity: 0.2, stroke: "currentColor" },
    }),
  );
  const words = ([name, value]) => `${name}\n${value.toPrecision(2)}`;
  const place = { x: ([, , x]) => x, y: ([, , , y]) => y };
  const label = { ...place, text: words, fontSize: 11, fill: "currentColor" };
  return {
    ...{ margin: 0, r: { type: "identity" } },
    ...{ x: { domain: [-wide, wide], axis: null }, y: { domain: [-half, half], axis: null } },
    marks: [...marks, text(parts, { ...label, className: "rl-trained" })],
  };
}
