// Random numbers for pictures that come out the same every time.

const golden = 0x9e3779b9;

/** Bits of a counter, mixed (Steele, Lea and Flood's finaliser). */
function mixed(counter) {
  let z = Math.imul(counter ^ (counter >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}

/**
 * Uniform in (0, 1): a Weyl sequence, mixed. Seeds are places in one sequence, so that neighbours share all numbers but
 * one; streams have steps of their own, and are what many trials take.
 */
export function uniforms(seed, stream = 0) {
  const step = stream === 0 ? golden : mixed(stream) | 1;
  let state = (seed * golden) >>> 0;
  return () => {
    state = (state + step) >>> 0;
    return (mixed(state) + 0.5) / 4294967296;
  };
}

/** Standard normal. */
export function normals(seed, stream) {
  const uniform = uniforms(seed, stream);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
