import { dataCollapse, isotropic, ridge } from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuseOf } from "../data/thrown.ts";
import { normalList } from "../support/random.ts";

describe("dataCollapse", () => {
  it("finds the exponents of the double-descent peak: one half each, at P = D", () => {
    const population = isotropic({ dimension: 1000, noise: 1 });
    const rows = [1e4, 1e5, 1e6].flatMap((size) =>
      Array.from({ length: 21 }, (_, i) => {
        const x = 1 + ((i - 10) * 0.6) / Math.sqrt(size);
        return {
          size,
          x,
          y: ridge(population, { samples: 1000 * x, lambda: 1 / size }).excessError,
        };
      }),
    );
    const column = (name: "size" | "x" | "y") => rows.map((row) => row[name]);
    const found = dataCollapse({ size: column("size"), x: column("x"), y: column("y") });
    expect(found.status).toBe("Converged");
    expect(found.critical.value).toBeCloseTo(1, 3);
    expect(Math.abs(found.inverseNu.value - 0.5)).toBeLessThan(0.02);
    expect(Math.abs(found.zeta.value - 0.5)).toBeLessThan(0.02);
  });

  /** Curves of an exact scaling form with normal errors. */
  function curves(seed: number) {
    const error = normalList(84, seed);
    const rows = [8, 16, 32, 64].flatMap((size, s) =>
      Array.from({ length: 21 }, (_, i) => {
        const x = 2.27 + (i - 9) * 0.01;
        const y = size ** -0.125 * (1 - Math.tanh((x - 2.27) * size)) + 0.2 * size ** -0.125;
        return { size, x, y: y + 0.01 * (error[21 * s + i] as number) };
      }),
    );
    const column = (name: "size" | "x" | "y") => rows.map((row) => row[name]);
    const known = { size: column("size"), x: column("x"), y: column("y") };
    return { ...known, error: known.size.map(() => 0.01) };
  }

  it("gives exponents whose intervals hold the truth, and a quality of one", () => {
    const truth = { critical: 2.27, inverseNu: 1, zeta: -0.125 };
    const held = { critical: 0, inverseNu: 0, zeta: 0 };
    let quality = 0;
    for (let seed = 0; seed < 8; seed++) {
      const found = dataCollapse({ ...curves(seed), bootstrap: 20 });
      for (const name of Object.keys(truth) as (keyof typeof truth)[]) {
        const [low, high] = found[name].interval ?? [0, 0];
        held[name] += low <= truth[name] && truth[name] <= high ? 1 : 0;
      }
      quality += found.quality / 8;
    }
    for (const count of Object.values(held)) expect(count).toBeGreaterThanOrEqual(5);
    expect(quality).toBeGreaterThan(0.7);
    expect(quality).toBeLessThan(1.4);
  });

  it("refuses two sizes, and says where curves do not collapse", () => {
    const { size, x, y } = curves(1);
    const two = size.map((each) => Math.min(each, 16));
    expect(() => dataCollapse({ size: two, x, y })).toThrow(/three sizes/);
    const unlike = y.map((each, i) => each * (1 + Math.sin(3 * (size[i] as number) * i)));
    expect(dataCollapse({ size, x, y: unlike, bootstrap: 0 }).status).toBe("PoorCollapse");
  });

  it("is not misled by sparse measurements: exponents of a steep curve stay right, and say how sure they are", () => {
    // Steps of 1.5 in (x − x_c) L at the largest size, where a cubic through four of them is off by many errors.
    const sizes = [8, 16, 32, 64, 128];
    const normal = normalList(125, 7);
    const rows = sizes.flatMap((size, s) =>
      Array.from({ length: 25 }, (_, i) => {
        const x = 2.27 + (i - 11) * 0.012;
        const y = size ** -0.125 * (1.2 - Math.tanh((x - 2.269) * size));
        return { size, x, y: y + 0.005 * (normal[25 * s + i] as number) };
      }),
    );
    const column = (name: "size" | "x" | "y") => rows.map((row) => row[name]);
    const found = dataCollapse({
      size: column("size"),
      x: column("x"),
      y: column("y"),
      error: rows.map(() => 0.005),
    });
    for (const [name, truth] of [
      ["critical", 2.269],
      ["inverseNu", 1],
      ["zeta", -0.125],
    ] as const) {
      const { value, standardError = 0 } = found[name];
      expect(Math.abs(value - truth) / standardError, name).toBeLessThan(3);
      expect(standardError, name).toBeLessThan(0.05);
    }
  });

  it("says which of the three the data do not tell", () => {
    const { size, x } = curves(1);
    // The same curve for every size: ζ = 0, and any x_c with 1/ν = 0.
    const same = dataCollapse({ size, x, y: x.map((each) => 2 + Math.tanh(each)), bootstrap: 0 });
    expect(same.status).toBe("Undetermined");
    expect(same.critical.fixedByData).toBe(false);
    expect(same.zeta.fixedByData).toBe(true);
    expect(same.zeta.value).toBeCloseTo(0, 3);
    // A power of the size alone, whatever x is.
    const powers = dataCollapse({ size, x, y: size.map((L) => L ** 0.7), bootstrap: 0 });
    expect(powers.zeta.value).toBeCloseTo(0.7, 3);
    expect([powers.critical.fixedByData, powers.inverseNu.fixedByData]).toEqual([false, false]);
  });

  it("takes measurements that are repeated at one x together", () => {
    const once = curves(3);
    const twice = (column: ArrayLike<number>) => Array.from(column).flatMap((each) => [each, each]);
    const noise = normalList(168, 9);
    const found = dataCollapse({
      size: twice(once.size),
      x: twice(once.x),
      y: twice(once.y).map((each, i) => each + 0.01 * (noise[i] as number)),
      error: twice(once.error).map((each) => 1.4 * each),
    });
    expect(found.status).toBe("Converged");
    expect(Math.abs(found.inverseNu.value - 1)).toBeLessThan(0.1);
    expect(Math.abs(found.zeta.value + 0.125)).toBeLessThan(0.05);
    expect(misuseOf(() => dataCollapse({ ...once, bootstrap: 1 })).argument).toBe("bootstrap");
  });

  it("has no interval without draws, and refuses what never changes", () => {
    const { size, x, y } = curves(2);
    expect(dataCollapse({ size, x, y, bootstrap: 0 }).zeta).not.toHaveProperty("interval");
    const flat = y.map(() => 0);
    expect(misuseOf(() => dataCollapse({ size, x, y: flat }))).toMatchObject({
      code: "Conflict",
      argument: "y",
    });
    expect(misuseOf(() => dataCollapse({ size, x: flat, y })).argument).toBe("x");
  });
});
