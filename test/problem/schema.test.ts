import { evaluate, problemSchema, RidgelawError } from "ridgelaw";
import { describe, expect, it } from "vitest";

// A JSON Schema is data; what matters is that it and the core agree on every kind and every name.
const { properties } = problemSchema;
const kinds = (of: { oneOf: { properties: { kind: { const: string } } }[] }) =>
  of.oneOf.map((each) => each.properties.kind.const);

/** What the core says it knows where it meets something unknown. */
function known(problem: object): string {
  try {
    evaluate(problem as never);
  } catch (error) {
    if (error instanceof RidgelawError) return error.message;
  }
  return "";
}

const good = {
  model: { kind: "ridge" },
  spectrum: { kind: "isotropic", dimension: 3 },
  target: { kind: "isotropic" },
  samples: 5,
  lambda: 1,
};

describe("the problem's JSON Schema", () => {
  it("names the same kinds as the core", () => {
    for (const part of ["model", "spectrum", "target"] as const) {
      const message = known({ ...good, [part]: { kind: "?" } });
      // biome-ignore lint/suspicious/noExplicitAny: three shapes of one thing
      const listed = kinds((properties as any)[part]);
      expect(message).toContain(`(known: ${listed.join(", ")})`);
    }
  });

  it("names the same entries as the core", () => {
    const message = known({ ...good, surplus: 1 });
    for (const name of Object.keys(properties)) expect(message).toContain(name);
    expect(message.split(": ")[1]?.split(", ").sort()).toEqual(Object.keys(properties).sort());
  });

  it("requires what the core requires", () => {
    for (const name of problemSchema.required) {
      expect(known({ ...good, [name]: undefined })).toContain(`${name} is missing`);
    }
    expect(known(good)).toBe("");
  });
});
