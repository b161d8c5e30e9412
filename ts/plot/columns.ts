// From columns of numbers, as the library answers, to rows, as a plot wants them.

/** One list of numbers a name. */
export type Columns<Name extends string> = Readonly<Record<Name, ArrayLike<number>>>;

/** One object a row; rows that a logarithmic axis cannot show (not positive, not finite) are left out. */
export function positiveRows<Name extends string>(columns: Columns<Name>): Record<Name, number>[] {
  return rowsOf(columns).filter((row) =>
    Object.values<number>(row).every((value) => value > 0 && Number.isFinite(value)),
  );
}

/** One object a row, as many as the shortest column has. */
export function rowsOf<Name extends string>(columns: Columns<Name>): Record<Name, number>[] {
  const entries = Object.entries<ArrayLike<number>>(columns);
  const length = Math.min(...entries.map(([, values]) => values.length));
  return Array.from(
    { length },
    (_, i) =>
      Object.fromEntries(entries.map(([name, values]) => [name, values[i]])) as Record<
        Name,
        number
      >,
  );
}

/** The least and the greatest of them; from ∞ to −∞ where there are none. A spread would not take a long list. */
export function rangeOf(values: Iterable<number>): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** At most `count` of them, evenly apart, the first and the last among them. */
export function thinned<T>(items: readonly T[], count: number): T[] {
  if (items.length <= count) return [...items];
  const step = (items.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, i) => items[Math.round(i * step)] as T);
}
