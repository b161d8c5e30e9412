// Discs with the values of what they make together.
import { discs } from "ridgelaw/plot";

/** One panel each, by name: discs, and [name, value, x, y] of what is written on them. */
export function overlapping({ title, caption }, panels) {
  const rows = Object.entries(panels).flatMap(([kind, [, parts]]) =>
    parts.map(([name, value]) => [kind, name, value]),
  );
  const note = ([name, value, x, y]) => ({ text: `${name}\n${value.toPrecision(2)}`, x, y });
  return discs({
    ...{ title, caption },
    panels: Object.values(panels).map(([round, parts]) => ({
      discs: round,
      notes: parts.map(note),
    })),
    table: { columns: ["Features", "Part", "Value"], rows },
  });
}
