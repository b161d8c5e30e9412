// Double descent: linear regression on the pixels themselves, in theory and in truth.
import { eigenvalues, logspace, type Population, type ReportGrid, Ridge, ridge } from "ridgelaw";
import { eigh, gram } from "ridgelaw/linalg";
import { progress } from "../platform.ts";
import type { Digits, Mnist } from "./mnist.ts";
import { errorUnit, score } from "./trial.ts";

const small = 1e-4;
const large = 1e-2;
const populationSize = 4000;
const trainedAt = {
  small: [100, 200, 300, 400, 500, 700, 1000, 2000],
  large: [100, 300, 500, 1000, 2000],
};

/** The theory along samples at a small ridge and at one that has no peak, with models really trained at both. */
export interface Descent {
  title: string;
  unit: string;
  samples: Float64Array;
  lambda: number;
  theory: ReportGrid;
  trained: Point[];
  tamed: { lambda: number; testError: Float64Array; trained: Point[] };
}

interface Point {
  samples: number;
  testError: number;
}

/** Measures spectrum and target on 4,000 images; predicts and trains on others. */
export function descend(images: Mnist): Descent {
  progress("double descent on pixels, in theory …");
  const population = pixelPopulation(images.training(0, populationSize));
  const samples = logspace(80, 4000, 120);
  const theory = ridge(population, { samples, lambda: small });
  const { testError } = ridge(population, { samples, lambda: large });
  progress("double descent on pixels, in truth …");
  const test = images.testing(1000);
  const trained = (lambda: number, counts: readonly number[]) =>
    counts.map((count) => trainOn(images, count, lambda, test));
  return {
    title: "Double descent at small ridge: linear regression on pixels",
    unit: errorUnit,
    samples,
    lambda: small,
    theory,
    trained: trained(small, trainedAt.small),
    tamed: { lambda: large, testError, trained: trained(large, trainedAt.large) },
  };
}

function trainOn(images: Mnist, samples: number, lambda: number, test: Digits): Point {
  const { X, y } = images.training(populationSize, populationSize + samples);
  return { samples, testError: score(Ridge.train(X, y, { lambda }), test).testError };
}

/**
 * Eigenvalues of the pixels' covariance, the target's squared component along each, and the noise: what is left of
 * the target by all pixels together, mended for what these take of the noise too.
 */
export function pixelPopulation({ X, y }: Digits): Population {
  const pixels = centred(columnsOf(X.data, X.rows)).filter(varies);
  const targets = centred(digitsOf(y));
  const covariance = gram(pixels).data.map((entry) => entry / X.rows);
  const { values, vectors } = eigh(covariance, pixels.length);
  const all = [...values.keys()].filter((k) => (values[k] as number) > 1e-8);
  const products = pixels.map((pixel) => targets.map((target) => dot(pixel, target) / X.rows));
  const explained = all.map((k) => explainedBy(k, { values, vectors, products }));
  const left = sum(targets.map((target) => dot(target, target) / X.rows)) - sum(explained);
  const noise = left / (1 - all.length / X.rows);
  return eigenvalues({
    values: all.map((k) => values[k] as number),
    squared: all.map((k, i) => {
      const power = (explained[i] as number) - noise / X.rows;
      return Math.max(0, power) / (values[k] as number);
    }),
    noise,
  });
}

interface Decomposition {
  values: Float64Array;
  vectors: Float64Array;
  /** Pixels times targets. */
  products: readonly (readonly number[])[];
}

/** The part of the targets' variance along eigenvector k. */
function explainedBy(k: number, { values, vectors, products }: Decomposition): number {
  const count = products.length;
  const along = (products[0] ?? []).map((_, t) =>
    sum(products.map((row, i) => (vectors[i * count + k] as number) * (row[t] as number))),
  );
  return sum(along.map((component) => component ** 2)) / (values[k] as number);
}

function columnsOf(data: Float64Array, rows: number): Float64Array[] {
  const columns = data.length / rows;
  return Array.from({ length: columns }, (_, j) =>
    Float64Array.from({ length: rows }, (_, i) => data[i * columns + j] as number),
  );
}

/** One list a digit: 1 for the images that show it. */
function digitsOf(y: readonly string[]): Float64Array[] {
  const names = [...new Set(y)].sort();
  return names.map((name) => Float64Array.from(y, (digit) => (digit === name ? 1 : 0)));
}

const centred = (columns: readonly Float64Array[]) =>
  columns.map((column) => {
    const mean = sum(column) / column.length;
    return column.map((value) => value - mean);
  });

const varies = (column: Float64Array) => dot(column, column) > 0;

const dot = (a: Float64Array, b: Float64Array) => {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += (a[i] as number) * (b[i] as number);
  return total;
};

const sum = (values: Iterable<number>) => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};
