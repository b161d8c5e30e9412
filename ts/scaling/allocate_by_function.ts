// The frontier of a law where the cost is a function of the caller.
import type { Interval } from "../estimator/forecast.ts";
import type { AllocateOptions, Allocation, Bottleneck, TwoVariableLaw } from "./allocate.ts";
import { allocateByPowers } from "./allocate_by_powers.ts";
import { type CostFunction, Curve, elasticities, type Point } from "./cost_function.ts";

type ByFunction = Omit<AllocateOptions, "cost"> & { cost: CostFunction };

/** The step in ln C of difference quotients along the frontier. */
const STEP = 1e-2;

/** E, A, alpha, B, beta. */
type Row = readonly number[];

/** Splits budgets on the curves C(N, D) = C; everything else of the answer is that of one power. */
export function allocateByFunction(fit: TwoVariableLaw, options: ByFunction): Allocation {
  const { cost, ...rest } = options;
  const { law, parameters, draws } = fit;
  const checked = allocateByPowers(fit, rest);
  const { E = 0, A, alpha, B = 0, beta = 0 } = parameters;
  const loss = (row: Row) => (at: Point) => lossAt(law, row, at);
  const own = loss([E, A, alpha, B, beta]);
  const curves = [...checked.budget].map((budget) => new Curve(cost, budget));
  const best = curves.map((curve) => curve.best(own));
  const answer: Allocation = {
    // Curves begin at one.
    status: curves.map(() => "Converged"),
    budget: checked.budget,
    ...columns(best, own),
    ...intervals(curves, rowsOf(draws), loss),
    exponents: exponents(cost, checked.budget.at(-1) as number, own, E),
  };
  if (!checked.now) return answer;
  return { ...answer, now: checked.now.map((run) => runOf(run, { fit, cost }, own)) };
}

function lossAt(law: TwoVariableLaw["law"], row: Row, { n, d }: Point): number {
  const [E = 0, A = 0, alpha = 0, B = 0, beta = 0] = row;
  const [p, q] = [A * Math.exp(-alpha * n), B * Math.exp(-beta * d)];
  return law === "kaplan" ? (p ** (1 / beta) + q ** (1 / beta)) ** beta : E + p + q;
}

const columns = (points: readonly Point[], loss: (at: Point) => number) => ({
  parameters: Float64Array.from(points, ({ n }) => Math.exp(n)),
  samples: Float64Array.from(points, ({ d }) => Math.exp(d)),
  loss: Float64Array.from(points, loss),
});

function rowsOf(draws: ArrayLike<number> = []): Row[] {
  const all = Array.from(draws);
  return Array.from({ length: all.length / 5 }, (_, i) => all.slice(5 * i, 5 * i + 5));
}

/** 90 % intervals from the points of the scan: the best of it, moved by the parabola through its neighbours. */
function intervals(
  curves: readonly Curve[],
  rows: readonly Row[],
  loss: (row: Row) => (at: Point) => number,
) {
  if (rows.length === 0) return {};
  const found = curves.map((curve) => rows.map((row) => vertex(curve, loss(row))));
  const ends = (pick: (best: Point & { loss: number }) => number) =>
    found.map((drawn) => middle(drawn.map(pick)));
  return {
    parametersInterval: ends(({ n }) => Math.exp(n)),
    samplesInterval: ends(({ d }) => Math.exp(d)),
    lossInterval: ends((best) => best.loss),
  };
}

function vertex(curve: Curve, loss: (at: Point) => number): Point & { loss: number } {
  const values = curve.points.map(loss);
  const place = values.indexOf(Math.min(...values));
  const at = curve.points[place] as Point;
  const [before, after] = [curve.points[place - 1], curve.points[place + 1]];
  if (!(before && after)) return { ...at, loss: loss(at) };
  const [left = 0, least = 0, right = 0] = values.slice(place - 1, place + 2);
  const bend = left - 2 * least + right;
  const share = bend > 0 ? (0.5 * (left - right)) / bend : 0;
  const neighbour = share < 0 ? before : after;
  const move = (from: number, to: number) => from + Math.abs(share) * (to - from);
  const moved = { n: move(at.n, neighbour.n), d: move(at.d, neighbour.d) };
  return { ...moved, loss: Math.min(least, loss(moved)) };
}

/** From the 5 % to the 95 % quantile. */
function middle(numbers: number[]): Interval {
  const sorted = numbers.sort((a, b) => a - b);
  const quantile = (share: number) => {
    const place = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
    return low + (place - Math.floor(place)) * (high - low);
  };
  return [quantile(0.05), quantile(0.95)];
}

function exponents(cost: CostFunction, budget: number, loss: (at: Point) => number, E: number) {
  const [up, down] = [STEP, -STEP].map((h) => new Curve(cost, budget * Math.exp(h)).best(loss)) as [
    Point,
    Point,
  ];
  const floor = Number.isFinite(E) ? E : 0;
  return {
    parameters: (up.n - down.n) / (2 * STEP),
    samples: (up.d - down.d) / (2 * STEP),
    reducibleLoss: -Math.log((loss(up) - floor) / (loss(down) - floor)) / (2 * STEP),
  };
}

interface Priced {
  fit: TwoVariableLaw;
  cost: CostFunction;
}

/** A run: its verdict by the local power of the cost, and what its own budget buys on the curve. */
function runOf(run: Bottleneck, { fit, cost }: Priced, loss: (at: Point) => number): Bottleneck {
  const { draws: _, ...law } = fit;
  const local = elasticities(cost, run.parameters, run.samples);
  const now = { parameters: [run.parameters], samples: [run.samples] };
  const [found = run] = allocateByPowers(law, { budget: run.budget, cost: local, now }).now ?? [];
  const budget = cost(run.parameters, run.samples);
  const best = new Curve(cost, budget).best(loss);
  return {
    ...found,
    budget,
    bestParameters: Math.exp(best.n),
    bestSamples: Math.exp(best.d),
    bestLoss: loss(best),
  };
}
