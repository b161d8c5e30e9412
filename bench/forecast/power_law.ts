// The usual extrapolation, to compare with: a + b P^-c through errors at parts of the data.

/** Exponents that are tried. */
const exponents = Array.from({ length: 80 }, (_, i) => 0.025 * (i + 1));

/** The law's value at `samples`: least relative squares with a and b zero or more. */
export function powerLaw(sizes: ArrayLike<number>, errors: ArrayLike<number>, samples: number) {
  const y = Array.from(errors);
  let best = { misfit: Number.POSITIVE_INFINITY, value: y.at(-1) as number };
  for (const c of exponents) {
    const powers = Array.from(sizes, (size) => size ** -c);
    for (const [a, b] of candidates(powers, y)) {
      const misfit = y.reduce(
        (sum, e, i) => sum + ((a + b * (powers[i] as number)) / e - 1) ** 2,
        0,
      );
      if (misfit < best.misfit) best = { misfit, value: a + b * samples ** -c };
    }
  }
  return best.value;
}

/** The unconstrained least squares where a and b are positive, and the two solutions with one of them at zero. */
function candidates(powers: readonly number[], y: readonly number[]): [number, number][] {
  let [aa, ab, bb, a1, b1] = [0, 0, 0, 0, 0];
  y.forEach((e, i) => {
    const [u, v] = [1 / e, (powers[i] as number) / e];
    aa += u * u;
    ab += u * v;
    bb += v * v;
    a1 += u;
    b1 += v;
  });
  const determinant = aa * bb - ab * ab;
  const a = (a1 * bb - b1 * ab) / determinant;
  const b = (b1 * aa - a1 * ab) / determinant;
  const ends: [number, number][] = [
    [a1 / aa, 0],
    [0, b1 / bb],
  ];
  return a > 0 && b > 0 ? [[a, b]] : ends;
}
