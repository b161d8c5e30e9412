// Pictures of scaling laws: the phase diagram, a budget's frontier, mode elimination, local exponents.
import {
  computeOptimal,
  logspace,
  modeElimination,
  phaseDiagram,
  powerLaw,
  randomFeatures,
} from "ridgelaw";
import { computeFrontierPicture, eliminationPicture, phaseDiagramPicture } from "ridgelaw/plot";

/** The committed parameters of the diagram: weights with c = 0.3, noiseless. */
const phase = () =>
  phaseDiagramPicture(phaseDiagram({ exponent: 1.2, source: 1.1, weightExponents: [1 / 1.3] }));

const noisyPhase = () =>
  phaseDiagramPicture(
    phaseDiagram({ exponent: 1.2, source: 1.1, noise: 1, weightExponents: [1 / 1.3] }),
  );

const law = powerLaw({ exponent: 1.5, source: 0.8, modes: "infinite", noise: 0.01 });

function frontier() {
  const budget = logspace(1e4, 1e12, 33);
  const best = computeOptimal(law, { budget });
  const width = 300;
  const error = (C) =>
    randomFeatures(law, {
      layers: [{ kind: "gaussian", width }],
      samples: C / width,
      lambda: 1e-6,
    }).excessError;
  const fixed = {
    budget,
    excessError: Array.from(budget, error),
    label: `width ${width}, λ = 10⁻⁶`,
  };
  return computeFrontierPicture({ frontier: best, others: [fixed] });
}

const elimination = () =>
  eliminationPicture(
    modeElimination(powerLaw({ exponent: 1.5, source: 0.4, modes: 1e6, noise: 0.1 }), {
      samples: 1_000,
      lambda: 1e-6,
      steps: 200,
    }),
  );

const tall = { height: 520 };

export const pictures = {
  "phase-diagram": () => [phase(), tall],
  "phase-diagram-noisy": () => [noisyPhase(), tall],
  "compute-frontier": frontier,
  "mode-elimination": elimination,
};
