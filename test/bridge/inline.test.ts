import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encoded } from "../../scripts/lib/inline-core.mjs";
import { alphabet, codes, decode } from "../../ts/bridge/inline.ts";

/** What the build writes for `bytes`, as the package reads it. */
async function roundTrip(bytes: Uint8Array): Promise<{ text: string; bytes: Uint8Array }> {
  const { text, order } = await encoded(bytes);
  return { text, bytes: decode(JSON.parse(`"${text}"`), order) };
}

describe("the inlined core's encoding", () => {
  it("gives every byte a text of its own, none of which begins another", () => {
    const all = codes();
    expect(new Set(all).size).toBe(256);
    const doubled = all.filter((code) => code.length === 2).map((code) => code.charAt(0));
    expect(all.filter((code) => doubled.includes(code))).toEqual([]);
  });

  it("needs no escape in a string literal or a page", () => {
    expect(alphabet()).not.toMatch(/["\\<\n]|[^ -~]/);
  });

  it("returns any bytes unchanged", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect((await roundTrip(bytes)).bytes).toEqual(bytes);
      }),
    );
  });

  it("spends one character on each of the 90 most frequent bytes", async () => {
    const bytes = Uint8Array.from({ length: 9_000 }, (_, i) => 255 - (i % 90));
    expect((await roundTrip(bytes)).text).toHaveLength(9_000);
  });
});
