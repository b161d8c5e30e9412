// Which kernels and ridges each table is tried with.
import type { Kernel } from "ridgelaw";
import type { Setting, Table } from "./table.ts";

/** A kernel's width in units of the spread of the rows, and a ridge. */
interface Choice {
  kind: "rbf" | "laplacian" | "linear";
  width: number;
  lambda: number;
}

const choices: readonly Choice[] = [
  { kind: "rbf", width: 1, lambda: 1e-3 },
  { kind: "laplacian", width: 0.5, lambda: 1e-2 },
  { kind: "rbf", width: 0.2, lambda: 1e-4 },
  { kind: "rbf", width: 1, lambda: 1e-2 },
  { kind: "linear", width: 1, lambda: 1e-3 },
  { kind: "rbf", width: 0.2, lambda: 1e-5 },
  { kind: "laplacian", width: 0.5, lambda: 1e-3 },
];

/** `count` settings for the table at place `place`: neighbours have others. */
export function settingsOf(table: Table, place: number, count: number): Setting[] {
  return Array.from({ length: count }, (_, i) => {
    const choice = choices[(place + 3 * i) % choices.length] as Choice;
    return { kernel: kernelOf(table, choice), lambda: choice.lambda };
  });
}

/** γ is the width over the sum of all variances, or of all standard deviations for distances in the 1-norm. */
function kernelOf(table: Table, { kind, width }: Choice): Kernel {
  if (kind === "linear") return { kind };
  const spread = variances(table).reduce(
    (sum, variance) => sum + (kind === "rbf" ? variance : Math.sqrt(variance)),
    0,
  );
  return { kind, gamma: width / spread };
}

function variances({ X: { data, rows, columns } }: Table): number[] {
  return Array.from({ length: columns }, (_, j) => {
    let [sum, square] = [0, 0];
    for (let i = j; i < data.length; i += columns) {
      const x = data[i] as number;
      sum += x;
      square += x * x;
    }
    return Math.max(square / rows - (sum / rows) ** 2, 0);
  });
}
