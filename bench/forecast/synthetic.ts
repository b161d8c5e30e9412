// Tables made here, each with one thing that makes real data rough.
import { normals, uniforms } from "./random.ts";
import type { Table } from "./table.ts";

const rows = 6000;
const columns = 8;

/** Draws one row of features. */
type Draw = () => number[];

/** A smooth function of the first features, beside a linear one of all. */
const signal = (x: readonly number[]) =>
  Math.tanh(2 * (x[0] as number)) +
  (x[1] as number) * (x[2] as number) * 0.5 +
  x.reduce((sum, value, j) => sum + value / (2 + j), 0);

function table(name: string, draw: Draw, noise: () => number, target = signal): Table {
  const X = { data: new Float64Array(rows * columns), rows, columns };
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const x = draw();
    X.data.set(x, i * columns);
    y[i] = target(x) + noise();
  }
  return { name: `synthetic-${name}`, kind: "synthetic", X, y };
}

const gaussian = (seed: number): Draw => {
  const normal = normals(seed);
  return () => Array.from({ length: columns }, normal);
};

/** Four in a thousand are ten times as large. */
function outliers(seed: number): () => number {
  const [normal, uniform] = [normals(seed), uniforms(seed + 1)];
  return () => normal() * (uniform() < 0.004 ? 5 : 0.5);
}

/** Student's t with four degrees of freedom. */
function heavy(seed: number): () => number {
  const normal = normals(seed);
  return () => {
    const square = normal() ** 2 + normal() ** 2 + normal() ** 2 + normal() ** 2;
    return (0.5 * normal()) / Math.sqrt(square / 4);
  };
}

/** Three rows in ten are copies of earlier ones, but for a little noise. */
function copies(seed: number): Draw {
  const [fresh, normal, uniform] = [gaussian(seed), normals(seed + 1), uniforms(seed + 2)];
  const seen: number[][] = [];
  return () => {
    const old = seen[Math.floor(uniform() * seen.length)];
    if (old && uniform() < 0.3) return old.map((x) => x + 0.01 * normal());
    const x = fresh();
    seen.push(x);
    return x;
  };
}

/** Sixty narrow groups of unequal size. */
function clusters(seed: number): Draw {
  const [normal, uniform] = [normals(seed), uniforms(seed + 1)];
  const centres = Array.from({ length: 60 }, () => Array.from({ length: columns }, normal));
  return () => {
    const centre = centres[Math.floor(60 * uniform() ** 2)] as number[];
    return centre.map((c) => c + 0.2 * normal());
  };
}

/** Features whose scales fall as a power. */
function falling(seed: number): Draw {
  const normal = normals(seed);
  return () => Array.from({ length: columns }, (_, j) => 2 * normal() * (1 + j) ** -1);
}

const scaled = (seed: number, scale: number) => {
  const normal = normals(seed);
  return () => scale * normal();
};

/** Counts that grow exponentially with the signal. */
const counted = (x: readonly number[]) => Math.floor(Math.exp(0.4 * signal(x)));

export const synthetic = (): Table[] => [
  table("smooth", gaussian(1), scaled(2, 0.1)),
  table("outliers", gaussian(3), outliers(4)),
  table("heavy tails", gaussian(5), heavy(6)),
  table("copies", copies(7), scaled(8, 0.3)),
  table("clusters", clusters(9), scaled(10, 0.3)),
  table("falling scales", falling(11), scaled(12, 0.2)),
  table("counts", gaussian(13), () => 0, counted),
];
