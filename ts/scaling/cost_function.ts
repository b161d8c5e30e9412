// Budgets whose cost is any function of parameters and samples.
import { RidgelawError } from "../bridge/errors.ts";
import { described } from "../bridge/options.ts";

/** What N parameters and D samples cost; it must grow with both. */
export type CostFunction = (parameters: number, samples: number) => number;

/** Points of the scan of ln N, halvings for ln D, and steps of the golden section. */
const SCAN = 160;
const HALVINGS = 60;
const GOLDEN = 60;

/** Sizes reach from one to this. */
const MOST = 1e40;

const section = (Math.sqrt(5) - 1) / 2;

/** A point of a frontier, in logarithms. */
export interface Point {
  n: number;
  d: number;
}

/** The sizes that a budget buys: D(N) on the curve C(N, D) = C. */
export class Curve {
  readonly #cost: CostFunction;
  readonly #budget: number;
  /** The scan: ln N from one parameter to one sample. */
  readonly points: readonly Point[];

  constructor(cost: CostFunction, budget: number) {
    this.#cost = cost;
    this.#budget = budget;
    if (!(budget > 0 && Number.isFinite(budget))) {
      throw new RidgelawError("OutOfRange", "budget", "budget must be positive and finite");
    }
    if (!(this.#at(0, 0) < budget)) {
      const message = "budget must be above the cost of one parameter and one sample";
      throw new RidgelawError("OutOfRange", "budget", message);
    }
    const widest = this.#root((n) => this.#at(n, 0));
    this.points = Array.from({ length: SCAN }, (_, i) => this.point((widest * i) / (SCAN - 1)));
  }

  /** The samples left beside e^n parameters. */
  point(n: number): Point {
    return { n, d: this.#root((d) => this.#at(n, d)) };
  }

  /** The least of a loss on the curve: the best point of the scan, then a golden section about it. */
  best(loss: (point: Point) => number): Point {
    const values = this.points.map(loss);
    const place = values.indexOf(Math.min(...values));
    let low = this.points[Math.max(place - 1, 0)]?.n ?? 0;
    let high = this.points[Math.min(place + 1, SCAN - 1)]?.n ?? 0;
    for (let step = 0; step < GOLDEN; step++) {
      const length = section * (high - low);
      const [left, right] = [this.point(high - length), this.point(low + length)];
      if (loss(left) <= loss(right)) high = right.n;
      else low = left.n;
    }
    return this.point(0.5 * (low + high));
  }

  /** ln x at which a rising cost meets the budget, by halving. */
  #root(cost: (x: number) => number): number {
    let [low, high] = [0, Math.log(MOST)];
    if (cost(high) < this.#budget) {
      const message = "cost must grow with parameters and with samples, beyond the budget";
      throw new RidgelawError("Conflict", "cost", message);
    }
    for (let step = 0; step < HALVINGS; step++) {
      const middle = 0.5 * (low + high);
      if (cost(middle) > this.#budget) high = middle;
      else low = middle;
    }
    return low;
  }

  #at(n: number, d: number): number {
    const [parameters, samples] = [Math.exp(n), Math.exp(d)];
    const cost = this.#cost(parameters, samples);
    if (typeof cost === "number" && cost > 0) return cost;
    const message = `cost must return positive numbers, not ${described(cost)} at ${parameters} parameters and ${samples} samples`;
    throw new RidgelawError("WrongType", "cost", message);
  }
}

/** How much it grows with ln N and with ln D, by differences. */
export function elasticities(cost: CostFunction, parameters: number, samples: number) {
  const h = 1e-4;
  const [up, down] = [Math.exp(h), Math.exp(-h)];
  const slope = (more: number, less: number) => Math.log(more / less) / (2 * h);
  return {
    parametersExponent: slope(cost(parameters * up, samples), cost(parameters * down, samples)),
    samplesExponent: slope(cost(parameters, samples * up), cost(parameters, samples * down)),
  };
}
