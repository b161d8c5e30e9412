// What JSON Schemas here are made of: functions and constants without calls, which bundles of other things are without.

export const numbers = { type: "array", items: { type: "number" }, minItems: 1 } as const;
export const amount = { type: "number", minimum: 0 } as const;
export const positive = { type: "number", exclusiveMinimum: 0 } as const;
export const count = { type: "integer", minimum: 1 } as const;

/** An object of one kind, with no other entries than these. */
export const kind = (name: string, required: readonly string[], properties: object) => ({
  type: "object",
  required: ["kind", ...required],
  properties: { kind: { const: name }, ...properties },
  additionalProperties: false,
});

/** The kinds of a spectrum; `modes` is how many a power law may have. */
export const spectra = (modes: object) => [
  kind("eigenvalues", ["values"], {
    values: { ...numbers, items: amount },
    multiplicities: { ...numbers, items: positive },
  }),
  kind("powerLaw", ["exponent", "modes"], {
    exponent: amount,
    modes,
    scale: positive,
  }),
  kind("isotropic", ["dimension"], { dimension: count, value: positive }),
];
