// What was simulated is kept, and a run that was stopped goes on where it was.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { figuresNamed } from "../../examples/paper/frame/figures.mjs";
import { hashOf } from "../../examples/paper/frame/hash.mjs";
import { fewerBeyond } from "../../examples/paper/frame/laws.mjs";
import { measuring } from "../../examples/paper/frame/measure.mjs";

const progress = { portion() {}, trials() {} };
const problems = [{ samples: 10 }, { samples: 100 }];
const trials = fewerBeyond([50, 45], [7]);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ridgelaw-kept-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Trials that say what was asked of them; the run is stopped at the portion `until`. */
function counting(until = Number.POSITIVE_INFINITY) {
  const asked: string[] = [];
  const by = {
    name: "counting",
    trials({ samples }: { samples: number }, { seed, count }: { seed: number; count: number }) {
      if (asked.length === until) throw new Error("stopped");
      asked.push(`${samples}: ${count} of ${seed}`);
      return { value: [Array.from({ length: count }, (_, i) => samples + seed + i / 100)] };
    },
    theory: () => ({}),
  };
  return { asked, by };
}

describe("measure", () => {
  it("has as many trials at each P as asked, in portions", async () => {
    const { measure } = measuring({ folder, core: "one", progress });
    const { asked, by } = counting();
    const { values } = await measure(problems, { trials, by });
    expect(asked).toEqual(["10: 20 of 0", "10: 20 of 1", "10: 5 of 2", "100: 7 of 0"]);
    expect(values.value.map((each: number[]) => each.length)).toEqual([45, 7]);
  });

  it("goes on where it was stopped, with the values of a run that was not", async () => {
    const { measure } = measuring({ folder, core: "one", progress });
    const stopped = counting(2);
    await expect(measure(problems, { trials, by: stopped.by })).rejects.toThrow("stopped");
    expect(readdirSync(folder).filter((name) => name.endsWith(".json"))).toHaveLength(2);
    const resumed = counting();
    const found = await measure(problems, { trials, by: resumed.by });
    expect(resumed.asked).toEqual(["10: 5 of 2", "100: 7 of 0"]);
    const other = measuring({ folder: join(folder, "other"), core: "one", progress });
    expect(found).toEqual(await other.measure(problems, { trials, by: counting().by }));
  });

  it("asks for nothing twice, but for everything again of another core", async () => {
    const { measure } = measuring({ folder, core: "one", progress });
    await measure(problems, { trials, by: counting().by });
    const again = counting();
    await measure(problems, { trials, by: again.by });
    expect(again.asked).toEqual([]);
    const changed = measuring({ folder, core: "two", progress });
    await changed.measure(problems, { trials, by: again.by });
    expect(again.asked).toHaveLength(4);
  });

  it("keeps what a figure computes itself", () => {
    const { keep } = measuring({ folder, core: "one", progress });
    expect(keep({ figure: "a", seed: 1 }, () => [1, 2])).toEqual([1, 2]);
    expect(keep({ figure: "a", seed: 1 }, () => [3])).toEqual([1, 2]);
    expect(keep({ figure: "a", seed: 2 }, () => [3])).toEqual([3]);
  });
});

it("a problem whose numbers differ by rounding is the same", () => {
  const of = (lambda: number) => hashOf({ lambda, values: Float64Array.of(lambda) });
  expect(of(5 * 3162 ** -1.5 * (1 + 2e-16))).toBe(of(5 * 3162 ** -1.5));
  expect(of(1e-3 * (1 + 1e-9))).not.toBe(of(1e-3));
});

describe("figures", () => {
  it("are found by the beginning of their names", async () => {
    const names = (await figuresNamed(["rf-ov", "sgd"])).map(({ name }) => name);
    expect(names).toEqual(["sgd", "rf-ov", "rf-ov-params"]);
  });

  it("that do not exist are an error that names those that do", async () => {
    await expect(figuresNamed(["rf-ov", "lr-blue"])).rejects.toThrow(
      /there is no figure lr-blue; there are lr-white-params, .*corr-tau/,
    );
  });
});
