// The problem as JSON Schema (draft 2020-12), for editors and other languages.
import { activationNames } from "../activation/activation.ts";

const numbers = { type: "array", items: { type: "number" }, minItems: 1 } as const;
const amount = { type: "number", minimum: 0 } as const;
const positive = { type: "number", exclusiveMinimum: 0 } as const;
const count = { type: "integer", minimum: 1 } as const;

/** An object of one kind, with no other entries than these. */
const kind = (name: string, required: readonly string[], properties: object) => ({
  type: "object",
  required: ["kind", ...required],
  properties: { kind: { const: name }, ...properties },
  additionalProperties: false,
});

const layer = {
  oneOf: [
    kind("gaussian", ["width"], { width: count, weightSpectrum: { ...numbers, items: amount } }),
    kind("orthogonal", ["width"], { width: count }),
    kind("empirical", ["eigenvalues"], { eigenvalues: { ...numbers, items: amount } }),
  ],
};

const activation = {
  oneOf: [
    { enum: activationNames },
    {
      type: "object",
      required: ["linear", "nonlinear"],
      additionalProperties: false,
      properties: { linear: { type: "number" }, nonlinear: amount },
    },
  ],
};

const stationary = [
  ["exponential", "length", positive],
  ["nearestNeighbour", "strength", { type: "number", minimum: -1, maximum: 1 }],
  ["powerLaw", "exponent", positive],
] as const;

/** Correlations of samples or noise, the stationary ones with these further entries. */
const correlations = (more: object) => [
  ...stationary.map(([name, entry, schema]) => kind(name, [entry], { [entry]: schema, ...more })),
  kind("eigenvalues", ["values"], {
    values: { ...numbers, items: amount },
    multiplicities: { ...numbers, items: positive },
  }),
  kind("matrix", ["values"], {
    values: { oneOf: [numbers, { type: "array", items: numbers, minItems: 1 }] },
  }),
];

/** The schema of a {@link Problem}. Its `$id` ends with its version, which changes when an entry changes its meaning. */
export const problemSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:ridgelaw:problem:1",
  title: "ridgelaw problem",
  type: "object",
  required: ["model", "spectrum", "target", "samples", "lambda"],
  additionalProperties: false,
  properties: {
    model: {
      oneOf: [
        kind("ridge", [], {}),
        kind("randomFeatures", ["layers"], {
          layers: { type: "array", minItems: 1, items: layer },
          inputWeightSpectrum: { ...numbers, items: amount },
        }),
        kind("nonlinearFeatures", ["width", "activation"], { width: count, activation }),
        kind("noisyFeatures", ["width", "noiseVariance"], {
          width: count,
          signalScale: amount,
          noiseVariance: amount,
        }),
      ],
    },
    spectrum: {
      oneOf: [
        kind("eigenvalues", ["values"], {
          values: { ...numbers, items: amount },
          multiplicities: { ...numbers, items: positive },
        }),
        kind("powerLaw", ["exponent", "modes"], {
          exponent: amount,
          modes: { oneOf: [count, { const: "infinite" }] },
          scale: positive,
        }),
        kind("isotropic", ["dimension"], { dimension: count, value: positive }),
      ],
    },
    target: {
      oneOf: [
        kind("coefficients", ["squared"], { squared: { ...numbers, items: amount } }),
        kind("powerLaw", ["source"], { source: { type: "number" }, scale: amount }),
        kind("isotropic", [], { squaredNorm: amount }),
      ],
    },
    noise: amount,
    samples: { oneOf: [positive, { ...numbers, items: positive }] },
    lambda: { oneOf: [{ type: "number" }, numbers] },
    ensemble: {
      type: "object",
      required: ["size", "over"],
      additionalProperties: false,
      properties: { size: count, over: { enum: ["features", "data", "both"] } },
    },
    testSpectrum: { ...numbers, items: amount },
    sampleCorrelation: { oneOf: correlations({ spectrum: { enum: ["toeplitz", "szego"] } }) },
    noiseCorrelation: { oneOf: [{ enum: ["matched", "white"] }, ...correlations({})] },
    testCorrelation: {
      oneOf: [
        {
          type: "object",
          required: ["vector"],
          additionalProperties: false,
          properties: { vector: numbers, noise: numbers },
        },
        {
          type: "object",
          required: ["horizon"],
          additionalProperties: false,
          properties: { horizon: positive },
        },
      ],
    },
  },
} as const;
