import { quantile } from "ridgelaw";
import { wishartShapes } from "../frame/wishart-shapes.mjs";

export const figure = {
  title: "Eigenvalues of a power law’s sample covariances, in order",
  caption:
    "The eigenvalues of single sample covariances of σ_k = k^−1.2 against their index, on the quantiles of the limiting densities. With as many dimensions as samples the smallest ones plunge; with fewer samples than dimensions they end before.",
  seconds: 3,
  alone: true,
};

export default function ({ draw, scaled, keep }) {
  const dimension = scaled(1000);
  const series = wishartShapes({ dimension, count: 1, keep }).map(
    ({ element, rank, draws: [values], ...look }) => {
      const index = [
        ...new Set(Array.from({ length: 60 }, (_, i) => Math.round(rank ** (i / 59)))),
      ];
      const said = quantile(element, { p: index.map((k) => 1 - (k - 0.5) / dimension) });
      const points = { x: index, y: index.map((k) => values[values.length - k]) };
      return { ...look, line: { x: index, y: said }, points };
    },
  );
  return draw({ series, x: { label: "Index" }, y: { label: "Eigenvalue" } });
}
