// Least-squares problems whose answers are certified or exact.
import { toCsv } from "./ridgelaw.ts";

const longleyRows = `
60323 83.0 234289 2356 1590 107608 1947
61122 88.5 259426 2325 1456 108632 1948
60171 88.2 258054 3682 1616 109773 1949
61187 89.5 284599 3351 1650 110929 1950
63221 96.2 328975 2099 3099 112075 1951
63639 98.1 346999 1932 3594 113270 1952
64989 99.0 365385 1870 3547 115094 1953
63761 100.0 363112 3578 3350 116219 1954
66019 101.2 397469 2904 3048 117388 1955
67857 104.6 419180 2822 2857 118734 1956
68169 108.4 442769 2936 2798 120445 1957
66513 110.8 444546 4681 2637 121950 1958
68655 112.6 482704 3813 2552 123366 1959
69564 114.2 502601 3931 2514 125368 1960
69331 115.7 518173 4806 2572 127852 1961
70551 116.9 554894 4007 2827 130081 1962`;

/** Longley's data and their certified answers, of NIST's Statistical Reference Datasets. */
export const longley = {
  csv: `y,x1,x2,x3,x4,x5,x6${longleyRows.replaceAll(" ", ",")}\n`,
  intercept: -3482258.63459582,
  coefficients: [
    15.0618722713733, -0.035819179292591, -2.02022980381683, -1.03322686717359, -0.0511041056535807,
    1829.15146461355,
  ],
  residualDeviation: 304.854073561965,
  degreesOfFreedom: 9,
};

/**
 * y = Σ_k w_k x^k at x = 0 … `points` − 1, with w_k = 1/`ratio`^k: all numbers exact in decimal.
 * Wampler1 of NIST's datasets is degree 5, 21 points and ratio 1; Wampler2 has ratio 10.
 */
export function polynomial(degree: number, points: number, ratio: 1 | 10) {
  const powers = Array.from({ length: degree }, (_, k) => k + 1);
  const grid = Array.from({ length: points }, (_, x) => x);
  const columns = powers.map((k): [string, string[]] => [
    `x${k}`,
    grid.map((x) => String(BigInt(x) ** BigInt(k))),
  ]);
  const y = grid.map((x) => {
    const sum = [0, ...powers].reduce(
      (total, k) => total + BigInt(x) ** BigInt(k) * BigInt(ratio) ** BigInt(degree - k),
      0n,
    );
    return ratio === 1 ? String(sum) : `${sum}e-${degree}`;
  });
  return {
    csv: toCsv({ y, ...Object.fromEntries(columns) }),
    coefficients: powers.map((k) => 1 / ratio ** k),
  };
}

/** A small problem with noise: y = 1 + 2a − 3b + noise, and which of it is above zero. */
export function noisy(rows: number) {
  let state = 20;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647 - 0.5;
  };
  const a = Array.from({ length: rows }, uniform);
  const b = Array.from({ length: rows }, uniform);
  const y = a.map((value, i) => 1 + 2 * value - 3 * (b[i] ?? 0) + 0.2 * uniform());
  const side = y.map((value) => (value > 1 ? "over" : "under"));
  return { a, b, y, side };
}
