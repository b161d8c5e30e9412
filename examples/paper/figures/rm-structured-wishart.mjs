import { quantile } from "ridgelaw";
import { densitySeries, edges, eigenvaluesOf, normalMatrix } from "../frame/histogram.mjs";
import { sourceCapacity } from "../frame/laws.mjs";

export const figure = {
  title: "Wishart matrices of a power law",
  caption:
    "Eigenvalues of the sample covariance of σ_k = k^−1.2 with N/P samples per dimension: with many samples the density is that of the population, x^−(1+1/α); with few the small eigenvalues are lost and the rest are spread. In the second picture the same eigenvalues stand in order, on their quantiles.",
  seconds: 60,
};

const alpha = 1.2;
const looks = [
  { q: 0.1, role: "theory", stroke: "line", marker: "dot" },
  { q: 1, role: "bias", stroke: "dashed", marker: "triangle" },
  { q: 10, role: "variance", stroke: "dashdot", marker: "diamond" },
];

export default function ({ draw, scaled }) {
  const dimension = scaled(1000);
  const law = sourceCapacity({ alpha, r: 1, modes: dimension });
  const found = looks.map(({ q, ...look }) => {
    const samples = Math.trunc(dimension / q + 1e-9);
    const draws = [0, 1, 2, 3].map((seed) =>
      eigenvaluesOf(normalMatrix(samples, law, seed), 1 / samples),
    );
    const element = { kind: "wishart", covariance: law.spectrum, samples };
    const options = {
      label: `N/P = ${q}`,
      ...look,
      element,
      draws,
      at: edges(1e-5, 10, 50, "log"),
      scale: "log",
    };
    const rank = Math.min(dimension, samples);
    return {
      ...densitySeries({ ...options, mass: rank / dimension }),
      element,
      values: draws[0],
      rank,
      look,
      q,
    };
  });
  const ordered = found.map(({ element, values, rank, look, q }) => {
    const index = Array.from({ length: 60 }, (_, i) => Math.round(rank ** (i / 59)));
    const at = (k) => values[values.length - k];
    const line = {
      x: index,
      y: quantile(element, { p: index.map((k) => 1 - (k - 0.5) / dimension) }),
    };
    return { label: `N/P = ${q}`, ...look, line, points: { x: index, y: index.map(at) } };
  });
  const y = { label: "Density", domain: [1e-4, 1e4] };
  const series = found.map((each) => each.series);
  const rows = found.flatMap((each) => each.rows);
  return [
    draw({ series, rows, x: { label: "Eigenvalue" }, y }),
    draw({ series: ordered, x: { label: "Index" }, y: { label: "Eigenvalue" }, suffix: "ordered" }),
  ];
}
