// What each picture may be given, as small as it goes: plain data that tests take apart.
import type { Picture } from "ridgelaw/plot";
import * as plots from "ridgelaw/plot";

const table = { columns: ["x"], rows: [[1], ["two"]] };
const x = [1, 2, 4, 8];
const y = [4, 3, 2, 1];
const pair = [1, 2];
const trained = [{ samples: 4, testError: 2 }];
const estimate = { dimension: 2, interval: pair };
const exponent = { exponent: 1.5, interval: pair, raw: 1.4, windowBias: 0.1 };
const critical = { value: 1, standardError: 0.1 };
const curve = { samples: x, testError: y, low: y, high: y, kappa: y, df1: x, lambda: y };
const path = { lambda: x, sTransform: x, trainError: y, looError: y, kappa: y, df1: x };
const fit = {
  law: "powerLaw",
  offset: true,
  status: "Converged",
  parameters: { E: 0.1, A: 2, alpha: 0.5 },
  intervals: { E: pair },
  runs: 4,
  residualDeviation: 0.1,
  predicted: y,
  residuals: [0, 0.1, -0.1, 0],
  notes: ["Well."],
};
const future = {
  seen: 4,
  forecast: [
    {
      samples: 8,
      testError: 1,
      interval: pair,
      optimalLambda: 0.1,
      reliability: "inside",
      classification: { error: 0.1, interval: [0, 0.2] },
    },
  ],
  ceiling: { testError: 0.5, interval: pair, basis: "reached" },
  ceilingAtLambda: { testError: 0.6, interval: pair },
  curve,
  observed: { samples: [2, 4], looError: [3, 2] },
  now: { lambda: 0.1, looError: 2, looStandardError: 0.1, kappa: 1, df1: 2 },
  universality: { message: "It holds." },
  backtest: { fromHalf: 0.1, fromQuarter: 0.2 },
  notes: ["So it is."],
};

/** By function and argument. */
export const arguments_: Record<string, Record<string, unknown>> = {
  benignPicture: {
    data: {
      samples: [9],
      found: [
        {
          split: 3,
          effectiveRank: 2,
          squareRank: 5,
          criterion: 0.1,
          gamma: 0.2,
          noiseFactor: 0.3,
          verdict: "benign",
        },
      ],
    },
  },
  chart: {
    data: {
      title: "Any",
      caption: "Some.",
      x: { label: "x", domain: pair },
      y: { label: "y" },
      series: [
        {
          label: "a",
          role: "theory",
          line: { x, y },
          points: { x, y, error: y },
          bars: { x1: [1], x2: [2], y: [3] },
        },
      ],
      verticals: [{ x: 2, label: "here" }],
      table,
    },
  },
  coarseFlow: {
    data: {
      levels: [
        {
          rows: 1,
          columns: 8,
          length: 1,
          variance: 2,
          noiseVariance: 1,
          signalVariance: 1,
          correlation: 0.5,
          coupling: 0.1,
          spectrum: { frequency: x, power: y },
        },
      ],
    },
  },
  collapse: {
    data: {
      collapse: {
        status: "PoorCollapse",
        critical,
        inverseNu: critical,
        zeta: critical,
        quality: 1,
        size: [1, 1, 2, 2],
        scaledX: x,
        scaledY: y,
      },
      x,
      y,
      names: { x: "P" },
    },
  },
  computeFrontierPicture: {
    data: {
      frontier: { budget: x, excessError: y, samples: x, width: x },
      others: [{ label: "another", budget: x, excessError: y }],
    },
  },
  densityPicture: {
    data: {
      density: {
        support: [{ low: 1, high: 8, mass: 0.9 }],
        atoms: [{ at: 0, mass: 0.1 }],
        x,
        density: y,
      },
      eigenvalues: [1, 2, 2.5],
      bars: 3,
    },
  },
  dimension: {
    data: {
      columns: 3,
      neighbours: 10,
      twoNearest: estimate,
      maximumLikelihood: estimate,
      byNeighbours: { neighbours: x, dimension: y },
      correlation: { ...estimate, radius: x, share: y },
    },
  },
  discs: {
    data: {
      title: "Two",
      caption: "Sources.",
      panels: [
        {
          discs: [{ label: "inputs", role: "variance", x: 0, y: 0 }],
          notes: [{ text: "both", x: 0, y: 0 }],
        },
      ],
      table,
    },
  },
  doubleDescent: {
    data: {
      samples: x,
      lambda: 0.1,
      theory: { testError: y, bias: y, variance: { data: y, noise: y } },
      tamed: { lambda: 1, testError: y, trained },
      trained,
      marked: 3,
    },
  },
  eliminationPicture: { data: { kappa: 1, testError: 2, kept: x, lambda: y, noise: y } },
  errorEstimates: {
    data: {
      theory: { samples: x, testError: y },
      estimates: { samples: x, truth: y, corrGcv: y, gcv: y, looError: y },
    },
  },
  framesPicture: {
    data: {
      description: {
        exponent: 1.5,
        source: 0.5,
        exponents: { samples: 1, width: 1 },
        frames: [{ frame: "cui", alpha: 1.5 }],
      },
      size: x,
      bySamples: y,
      byWidth: y,
    },
  },
  frontier: {
    data: {
      budget: x,
      parameters: x,
      samples: x,
      loss: y,
      parametersInterval: [pair, pair, pair, pair],
      exponents: { parameters: 0.5, samples: 0.5, reducibleLoss: 0.2 },
      now: [{ budget: 2, parameters: 2, samples: 1, loss: 2 }],
    },
  },
  heatMap: {
    data: {
      title: "A matrix",
      caption: "Two rows.",
      panels: [{ label: "A", values: { data: [1, 0, -1, 2], rows: 2, columns: 2 } }],
      table,
    },
  },
  kappaCurve: { data: { curve, seen: 4, now: { kappa: 1, df1: 2 } } },
  lawFit: { data: { fit, runs: { size: x, loss: y } } },
  learningCurve: { data: { forecast: future, trained } },
  localExponentsPicture: {
    data: { samples: x, exponents: { excessError: y, samples: y, widths: x, lambda: y } },
  },
  network: {
    reports: [
      {
        width: 4,
        rank: 4,
        participationRatio: 2,
        effectiveDimension: 2,
        capacity: { exponent: 1 },
        flow: { lambda: x, kappa: x },
        eigenvalues: y,
      },
    ],
    names: ["first"],
  },
  phaseDiagramPicture: {
    data: {
      lambda: [0, 2],
      width: [0, 2],
      pieces: [
        { id: 1, name: "one", term: "bias", formula: "2r", polygon: [pair, [0, 0], [2, 0]] },
      ],
      boundaries: [{ ends: [pair, [0, 0]] }],
    },
  },
  polynomial: {
    data: {
      points: { x, y },
      at: x,
      fits: [{ functions: 2, values: y }],
      functions: [2, 3],
      testError: [1, 2],
      theory: { functions: [2, 3], testError: [1, 2] },
    },
  },
  simulated: {
    data: {
      curves: [
        {
          label: "test error",
          role: "theory",
          theory: { samples: x, value: y },
          measured: { samples: x, mean: y, standardError: y },
        },
      ],
      trials: 10,
    },
  },
  sourceCapacityPicture: {
    data: {
      capacity: exponent,
      source: { ...exponent, basis: "bias", noise: 0.1 },
      curve: { kappa: x, df1: y, target: y, bias: y },
    },
  },
  spectrum: { data: { eigenvalues: y, path: { kappa: y, df1: x } } },
  trainTest: {
    data: { path, lambda: 2, trained: [{ lambda: 1, trainError: 1, testError: 2 }] },
  },
  toSvg: { picture: plots.spectrum({ eigenvalues: y }) },
  toFigure: { picture: plots.spectrum({ eigenvalues: y }) },
  toPage: { page: { title: "A page", subtitle: "of one part", body: ["<p>part</p>"] } },
  forecastReport: { forecast: future },
};

/** Calls a function of `ridgelaw/plot`, and makes of a picture what drawing would ask of it. */
export function made(name: string, given: readonly unknown[]): unknown {
  const make = (plots as Record<string, unknown>)[name] as (...all: readonly unknown[]) => unknown;
  const result = make(...given);
  if (typeof result === "string") return result;
  return (result as Picture).panels.map((panel) => panel({ width: 300, height: 200 }));
}
