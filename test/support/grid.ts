// Twelve small cells, what sweeps are tried with.
import type { SweepGrid } from "ridgelaw";

export const grid: SweepGrid = {
  problem: {
    model: { kind: "ridge" },
    spectrum: { kind: "isotropic", dimension: 20 },
    target: { kind: "isotropic" },
    noise: 0.1,
    samples: 10,
    lambda: 0.1,
  },
  vary: { samples: [10, 20, 40], lambda: [0.1, 1] },
  trials: 20,
  replicates: 2,
};
