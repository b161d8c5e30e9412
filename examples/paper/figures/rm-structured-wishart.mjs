import { edges, pointed } from "../frame/histogram.mjs";
import { guide } from "../frame/series.mjs";
import { wishartShapes } from "../frame/wishart-shapes.mjs";

export const figure = {
  title: "Wishart matrices of a power law",
  caption:
    "Density of the eigenvalues of sample covariances of σ_k = k^−1.2 with N/P dimensions a sample: with many samples the density is that of the population, x^−(1+1/α)/(αN); with few the small eigenvalues are lost and the rest are spread.",
  seconds: 11,
  alone: true,
};

const alpha = 1.2;

export default function ({ draw, scaled, keep }) {
  const dimension = scaled(1000);
  const at = edges(1e-5, 10, 50, "log");
  const found = wishartShapes({ dimension, count: 4, keep }).map(({ rank, ...shape }) =>
    pointed({ ...shape, at, mass: rank / dimension, scale: "log" }),
  );
  const population = (x) => x ** (-1 - 1 / alpha) / (alpha * (dimension - 1));
  const guides = [guide("population", [dimension ** -alpha, 1], population)];
  const y = { label: "Density", domain: [1e-4, 1e4] };
  const series = found.map((each) => each.series);
  return draw({
    series,
    guides,
    rows: found.flatMap((each) => each.rows),
    x: { label: "Eigenvalue" },
    y,
  });
}
