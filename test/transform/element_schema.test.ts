import { describeElement, type Element, elementSchema, RidgelawError } from "ridgelaw";
import { describe, expect, it } from "vitest";

// What matters is that the schema and the core agree on every kind and every name.
interface Kind {
  required: string[];
  properties: Record<string, unknown> & { kind: { const: string } };
}
const schemas = elementSchema.oneOf as unknown as Kind[];

function known(element: object): string {
  try {
    describeElement(element as Element);
  } catch (error) {
    if (error instanceof RidgelawError) return error.message;
  }
  return "";
}

const one = { kind: "isotropic", dimension: 4 } as const;
const examples: Element[] = [
  { kind: "eigenvalues", values: [1, 2] },
  { kind: "powerLaw", exponent: 1, modes: 4 },
  one,
  { kind: "wishart", dimension: 4, samples: 8 },
  { kind: "wishart", covariance: one, samples: 8 },
  { kind: "projection", dimension: 4, rank: 2 },
  { kind: "orthogonal", dimension: 4 },
  { kind: "semicircle", dimension: 4 },
  { kind: "wigner", dimension: 4 },
  { kind: "product", factors: [one, one] },
  { kind: "sum", terms: [one, one] },
  { kind: "scaled", factor: 2, of: one },
  { kind: "inverse", of: one },
  { kind: "compressed", dimension: 2, of: one },
  { kind: "resized", dimension: 6, of: one },
];

describe("the JSON Schema of elements", () => {
  it("names the same kinds as the core", () => {
    const listed = [...new Set(schemas.map(({ properties }) => properties.kind.const))];
    expect(known({ kind: "?" })).toContain(`(known: ${listed.join(", ")})`);
  });

  it.each(examples.map((element, i) => [element.kind, element, schemas[i] as Kind] as const))(
    "names and requires the same entries of %s as the core",
    (kind, element, schema) => {
      expect(schema.properties.kind.const).toBe(kind);
      expect(known(element)).toBe("");
      const names = known({ ...element, surplus: 1 })
        .split(": ")[1]
        ?.split(", ")
        .sort();
      expect(names).toEqual(expect.arrayContaining(Object.keys(element)));
      const forms = schemas.filter(({ properties }) => properties.kind.const === kind);
      const listed = forms.flatMap(({ properties }) => Object.keys(properties));
      expect(listed).toEqual(expect.arrayContaining(names ?? []));
      for (const name of schema.required) {
        const { [name]: _, ...rest } = element as unknown as Record<string, unknown>;
        expect(known(rest)).not.toBe("");
      }
    },
  );
});
