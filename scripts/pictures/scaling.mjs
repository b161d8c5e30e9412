// Pictures of scaling laws: the phase diagram, a budget's frontier, mode elimination, local exponents.
import {
  benignOverfitting,
  computeOptimal,
  describeFrames,
  eigenvalues,
  localExponents,
  logspace,
  modeElimination,
  phaseDiagram,
  powerLaw,
  randomFeatures,
  ridge,
  sourceCapacity,
} from "ridgelaw";
import {
  benignPicture,
  computeFrontierPicture,
  eliminationPicture,
  framesPicture,
  localExponentsPicture,
  phaseDiagramPicture,
  sourceCapacityPicture,
} from "ridgelaw/plot";
import { normals, uniforms } from "../lib/random.mjs";

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

/** Three hundred features: what helps before the peak, at it, and behind it. */
function exponents() {
  const samples = logspace(10, 1e5, 241);
  const model = { kind: "randomFeatures", layers: [{ kind: "gaussian", width: 300 }] };
  return localExponentsPicture({
    samples,
    exponents: localExponents({ ...law, model, samples, lambda: 1e-5 }),
  });
}

/** A law whose exponents in samples and in width differ, and most papers' words for it. */
function frames() {
  const clean = powerLaw({ exponent: 1.5, source: 0.8, modes: "infinite" });
  const size = [...new Set([...logspace(10, 1e6, 51)].map(Math.round))];
  const layers = (width) => [{ kind: "gaussian", width }];
  return framesPicture({
    description: describeFrames({ frame: "atanasov", exponent: 1.5, source: 0.8 }),
    size,
    bySamples: size.map((samples) => ridge(clean, { samples, lambda: 0 }).excessError),
    byWidth: size.map(
      (width) =>
        randomFeatures(clean, { layers: layers(width), samples: 1e18, lambda: 0 }).excessError,
    ),
  });
}

/** Five large directions and many small ones. */
function benign() {
  const values = [...Array(5).fill(1), ...Array(4_000).fill(1e-3)];
  const spiked = eigenvalues({ values, squared: values.map(() => 0.1), noise: 0.5 });
  const samples = logspace(6, 3_000, 81);
  const found = Array.from(samples, (each) => benignOverfitting(spiked, { samples: each }));
  return benignPicture({ samples, found });
}

/** A saw-tooth on a circle, k^-2, seen by the Laplacian kernel, whose eigenvalues fall like k^-2. */
function circle() {
  const [uniform, normal] = [uniforms(5), normals(6)];
  const angles = Array.from({ length: 800 }, () => 2 * Math.PI * uniform());
  const X = angles.map((angle) => [Math.cos(angle), Math.sin(angle)]);
  const y = angles.map((angle) => Math.abs(angle - Math.PI) + 0.1 * normal());
  return sourceCapacityPicture(
    sourceCapacity({ X, y, kernel: { kind: "laplacian", gamma: 0.3, norm: "l2" } }),
  );
}

const tall = { height: 520 };

export const pictures = {
  "phase-diagram": () => [phase(), tall],
  "phase-diagram-noisy": () => [noisyPhase(), tall],
  "compute-frontier": frontier,
  "mode-elimination": elimination,
  "local-exponents": exponents,
  frames,
  "benign-overfitting": benign,
  "source-capacity": circle,
};
