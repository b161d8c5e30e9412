import { expect, it } from "vitest";
import { columnFormat, formatInterval, formatNumber, formatPercent } from "../../ts/plot/number.ts";

it("Numbers keep three digits, thousands apart, and powers of ten where they are long", () => {
  const texts = [0, 0.12345, 1.5, 1234.4, 3.2e-7, 1e-5, 2.5e9, -0.5, Number.POSITIVE_INFINITY];
  const told = ["0", "0.123", "1.5", "1,234", "3.2·10⁻⁷", "10⁻⁵", "2.5·10⁹", "−0.5", "∞"];
  expect(texts.map((value) => formatNumber(value))).toEqual(told);
});

it("Both ends of an interval go to the same place", () => {
  expect(formatInterval([0.022, 0.02523])).toBe("0.0220 to 0.0252");
  expect(formatInterval([1e-6, 2e-6], { between: "and" })).toBe("10⁻⁶ and 2·10⁻⁶");
});

it("Shares are told in percent, small ones with a digit more", () => {
  expect([0.256, 0.031, -0.02, Number.NaN].map(formatPercent)).toEqual([
    "26 %",
    "3.1 %",
    "−2.0 %",
    "–",
  ]);
});

it("The numbers of a column go to the same place, but for counts and for what is very large or small", () => {
  expect([0.16, 0.1333].map(columnFormat([0.16, 0.1333, "word"]))).toEqual(["0.160", "0.133"]);
  expect([2000, 500].map(columnFormat([2000, 500]))).toEqual(["2,000", "500"]);
  expect([1e-6, 0.5].map(columnFormat([1e-6, 0.5]))).toEqual(["10⁻⁶", "0.5"]);
});
