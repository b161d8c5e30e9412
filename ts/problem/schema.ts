// The problem as JSON Schema (draft 2020-12), for editors and other languages.
import { activationNames } from "../activation/activation.ts";
import { amount, count, kind, numbers, positive, spectra } from "./schema_parts.ts";

const layer = () => ({
  oneOf: [
    kind("gaussian", ["width"], { width: count, weightSpectrum: { ...numbers, items: amount } }),
    kind("orthogonal", ["width"], { width: count }),
    kind("empirical", ["eigenvalues"], { eigenvalues: { ...numbers, items: amount } }),
  ],
});

const activation = () => ({
  oneOf: [
    { enum: activationNames },
    {
      type: "object",
      required: ["linear", "nonlinear"],
      additionalProperties: false,
      properties: { linear: { type: "number" }, nonlinear: amount },
    },
  ],
});

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

const schema = () =>
  ({
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
            layers: { type: "array", minItems: 1, items: layer() },
            inputWeightSpectrum: { ...numbers, items: amount },
          }),
          kind("nonlinearFeatures", ["width", "activation"], {
            width: count,
            activation: activation(),
          }),
          kind("noisyFeatures", ["width", "noiseVariance"], {
            width: count,
            signalScale: amount,
            noiseVariance: amount,
          }),
        ],
      },
      spectrum: { oneOf: spectra({ oneOf: [count, { const: "infinite" }] }) },
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
  }) as const;

/** The schema of a {@link Problem}. Its `$id` ends with its version, which changes when an entry changes its meaning. */
export const problemSchema = /* @__PURE__ */ schema();
