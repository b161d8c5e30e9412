import type { Timing } from "./benchmark.ts";

const head = ["case", "contender", "median", "p99", "runs", "against the first", "Gflop/s"];

/** Timings as lines of a table; numbers stand to the right. */
export function table(timings: readonly Timing[]): string {
  const rows = [head, ...timings.map(cells)];
  const widths = head.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows.map((row) => line(row, widths)).join("\n");
}

function cells(timing: Timing): string[] {
  const { medianMs, p99Ms, runs, ratio, gigaflops } = timing;
  const shown = [
    milliseconds(medianMs),
    milliseconds(p99Ms),
    String(runs),
    `${ratio.toFixed(2)} x`,
    gigaflops?.toFixed(1) ?? "",
  ];
  return [timing.case, timing.contender, ...shown];
}

function line(row: readonly string[], widths: readonly number[]): string {
  const padded = row.map((cell, i) => {
    const width = widths[i] ?? 0;
    return i < 2 ? cell.padEnd(width) : cell.padStart(width);
  });
  return `  ${padded.join("  ")}`.trimEnd();
}

/** Three digits, in the unit that suits. */
function milliseconds(ms: number): string {
  if (ms < 1) return `${(ms * 1_000).toPrecision(3)} us`;
  return ms < 1_000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1_000).toPrecision(3)} s`;
}
