// Means and spreads of many quantities, merged batch by batch in the order of batches.

/** What one batch says of each slot. */
export interface BatchMoments {
  count: Float64Array;
  mean: Float64Array;
  /** Σ (x − mean)². */
  spread: Float64Array;
  /** The values themselves, slot after slot, where kept. */
  values?: Float64Array;
}

/** Running moments of `slots` quantities; the same batches in the same order give the same bits. */
export class Moments {
  readonly count: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array;
  readonly #values: Float64Array[][];

  constructor(slots: number) {
    this.count = new Float64Array(slots);
    this.mean = new Float64Array(slots);
    this.spread = new Float64Array(slots);
    this.#values = Array.from({ length: slots }, () => []);
  }

  /** Adds a batch (Chan, Golub and LeVeque). */
  take(batch: BatchMoments): void {
    for (let slot = 0; slot < this.count.length; slot++) this.#merge(slot, batch);
    if (batch.values) this.#keep(batch.count, batch.values);
  }

  #merge(slot: number, batch: BatchMoments): void {
    const [count, more] = [at(this.count, slot), at(batch.count, slot)];
    const mean = at(this.mean, slot);
    if (more === 0) return;
    const all = count + more;
    // Where all values are the same, an infinity among them, they stay so.
    const apart = count === 0 || at(batch.mean, slot) === mean ? 0 : at(batch.mean, slot) - mean;
    this.count[slot] = all;
    this.mean[slot] = count === 0 ? at(batch.mean, slot) : mean + (apart * more) / all;
    this.spread[slot] =
      at(this.spread, slot) + at(batch.spread, slot) + (apart * apart * count * more) / all;
  }

  #keep(counts: Float64Array, values: Float64Array): void {
    let start = 0;
    counts.forEach((count, slot) => {
      this.#values[slot]?.push(values.slice(start, start + count));
      start += count;
    });
  }

  /** The kept values of a slot, trial after trial. */
  values(slot: number): Float64Array {
    return joined(this.#values[slot] ?? []);
  }

  /** Of one value; infinite where there are fewer than two. */
  deviation(slot: number): number {
    const count = at(this.count, slot);
    return count < 2 ? Number.POSITIVE_INFINITY : Math.sqrt(at(this.spread, slot) / (count - 1));
  }

  /** Of the mean; infinite where there are fewer than two values. */
  standardError(slot: number): number {
    const count = at(this.count, slot);
    return count < 2
      ? Number.POSITIVE_INFINITY
      : Math.sqrt(at(this.spread, slot) / (count * (count - 1)));
  }
}

const at = (numbers: Float64Array, slot: number): number => numbers[slot] as number;

/** The quantile of ascending values, linear between them. */
export function quantile(sorted: Float64Array, fraction: number): number {
  if (sorted.length === 0) return Number.POSITIVE_INFINITY;
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const [low, high] = [at(sorted, below), at(sorted, Math.min(below + 1, sorted.length - 1))];
  return low === high ? low : low + (place - below) * (high - low);
}

/** Lists one after another. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((total, part) => total + part.length, 0));
  let start = 0;
  for (const part of parts) {
    all.set(part, start);
    start += part.length;
  }
  return all;
}
