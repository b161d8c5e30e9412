import { powerLaw, ridge } from "ridgelaw";
import { describe, expect, it } from "vitest";

const megabyte = 2 ** 20;

/** Memory of this process that is no JavaScript object: typed arrays and the core's own. */
function external(): number {
  const { external, arrayBuffers } = process.memoryUsage();
  return Math.max(external, arrayBuffers);
}

describe("memory", () => {
  it("of a problem with a million modes stays within 64 MB", () => {
    const law = powerLaw({ exponent: 1.5, source: 0.4, modes: 1e6, noise: 0.1 });
    const before = external();
    ridge(law, { samples: 1e4, lambda: 1e-6 });
    expect(external() - before).toBeLessThan(64 * megabyte);
  });
});
