// Random numbers that come out the same every time.
import { normals, uniforms } from "../../scripts/lib/random.mjs";

export { normals, uniforms };

/** 0 … count − 1 in random order. */
export function permutation(count: number, seed: number): number[] {
  const uniform = uniforms(seed);
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}
