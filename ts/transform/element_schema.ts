// Elements of free probability as JSON Schema (draft 2020-12).
import { amount, count, kind, numbers, positive, spectra } from "../problem/schema_parts.ts";

const element = { $ref: "#" } as const;
const elements = { type: "array", items: element, minItems: 1 } as const;
const real = { type: "number" } as const;

const schema = () =>
  ({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:ridgelaw:element:1",
    title: "ridgelaw element",
    oneOf: [
      ...spectra(count),
      kind("wishart", ["dimension", "samples"], {
        dimension: positive,
        samples: positive,
        weightSpectrum: { ...numbers, items: amount },
      }),
      kind("wishart", ["covariance", "samples"], {
        covariance: { oneOf: spectra(count) },
        samples: positive,
      }),
      kind("projection", ["dimension", "rank"], {
        dimension: positive,
        rank: positive,
        scale: positive,
      }),
      kind("orthogonal", ["dimension"], { dimension: positive }),
      kind("semicircle", ["dimension"], { dimension: positive, mean: real, variance: positive }),
      kind("wigner", ["dimension"], { dimension: positive, entryVariance: positive, mean: real }),
      kind("product", ["factors"], { factors: elements }),
      kind("sum", ["terms"], { terms: elements }),
      kind("scaled", ["factor", "of"], { factor: positive, of: element }),
      kind("inverse", ["of"], { of: element }),
      kind("compressed", ["dimension", "of"], { dimension: positive, of: element }),
      kind("resized", ["dimension", "of"], { dimension: positive, of: element }),
    ],
  }) as const;

/** The schema of an {@link Element}. Its `$id` ends with its version, which changes when an entry changes its meaning. */
export const elementSchema = /* @__PURE__ */ schema();
