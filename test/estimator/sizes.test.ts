import { Ridge, RidgelawError } from "ridgelaw";
import { gram } from "ridgelaw/linalg";
import { describe, expect, it } from "vitest";

/** What a call refuses for its size, with the estimate in megabytes. */
function refused(run: () => unknown): [string, number] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof RidgelawError) || error.code !== "TooLarge") throw error;
    return [error.argument, Number(/about (\d+) MB/.exec(error.message)?.[1])];
  }
  throw new Error("nothing was refused");
}

const rows = (n: number) => ({ data: new Float64Array(n), rows: n, columns: 1 });

describe("what would not fit in 3 GB is refused before any work, with the estimate", () => {
  // Around the sizes whose squares leave 32 bits.
  for (const n of [14_500, 46_341, 65_536, 65_537, 92_682, 200_000]) {
    it(`a kernel fit of ${n} rows`, () => {
      const kernel = { kind: "rbf", gamma: 1 } as const;
      const [argument, megabytes] = refused(() =>
        Ridge.fit(rows(n), new Float64Array(n), { kernel }),
      );
      expect(argument).toBe("X");
      expect(megabytes / ((2 * n * n * 8) / 2 ** 20)).toBeCloseTo(1, 2);
    });

    if (n >= 46_341) {
      it(`the inner products of ${n} rows`, () => {
        expect(refused(() => gram(rows(n)))[0]).toBe("a");
      });
    }
  }
});
