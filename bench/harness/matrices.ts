/** Numbers in (-1, 1) without a pattern. */
export function noise(count: number, seed = 1): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

/** Throws unless two numbers agree to `digits` decimal digits. */
export function close(found: number, expected: number, digits = 10): void {
  if (!(Math.abs(found - expected) <= 10 ** -digits * Math.max(1, Math.abs(expected))))
    throw new Error(`${found} is not ${expected}`);
}
