import { isotropic } from "ridgelaw";
import { gram } from "ridgelaw/linalg";
import { heatMap } from "ridgelaw/plot";
import { correlatedInputs, correlationMatrix } from "../frame/correlated.mjs";
import { blocks } from "../frame/vectors.mjs";

export const figure = {
  title: "A correlation of samples, and what a training set shows of it",
  caption:
    "Left the correlation K of 1,000 samples that remember a hundred steps; right the Gram matrix XXᵀ/N of one draw with N = 100 white features, on the same scale. Its mean is K, but far from the diagonal, where K is nothing, it strays by ±√(ξ/N) of a correlation in patches as long as the memory: from one training set K cannot be had entry by entry. Each pixel is the mean of a block of 10 × 10.",
  seconds: 1,
  alone: true,
};

export default function ({ scaled }) {
  const [samples, features, length] = [scaled(1000), 100, scaled(100)];
  const correlation = { kind: "exponential", length };
  const K = { data: correlationMatrix(correlation, samples), rows: samples, columns: samples };
  const problem = {
    ...isotropic({ dimension: features }),
    samples,
    sampleCorrelation: correlation,
  };
  const drawn = gram(correlatedInputs(problem, { seed: 42 }));
  const Kh = { ...drawn, data: drawn.data.map((x) => x / features) };
  const [left, right] = [K, Kh].map((matrix) => blocks(matrix, scaled(10)));
  const panels = [
    { label: "K", values: left },
    { label: "XXᵀ/N", values: right },
  ];
  const row = (i) => [(i + 0.5) * scaled(10), left.data[i], right.data[i]];
  const table = {
    columns: ["Distance from the first sample", "K", "XXᵀ/N"],
    rows: Array.from({ length: 10 }, (_, i) => row(10 * i)),
  };
  const { title, caption } = figure;
  return { picture: heatMap({ title, caption, panels, table }), rows: [] };
}
