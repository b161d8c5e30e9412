// Random numbers for tests that come out the same every time.
import { normals } from "./normals.ts";

/** Uniform in (0, 1). */
export function uniforms(seed: number): () => number {
  let state = (seed * 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (((z ^ (z >>> 15)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Standard normal numbers. */
export function normalList(count: number, seed: number): Float64Array {
  const normal = normals(seed);
  return Float64Array.from({ length: count }, normal);
}
