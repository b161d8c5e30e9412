// Random numbers for tests that come out the same every time.
import { normals } from "./normals.ts";

export { uniforms } from "../../scripts/lib/random.mjs";

/** Standard normal numbers. */
export function normalList(count: number, seed: number): Float64Array {
  const normal = normals(seed);
  return Float64Array.from({ length: count }, normal);
}
