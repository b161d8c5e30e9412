// SHA-256 (FIPS 180-4), the same on every platform and without waiting.

// Marked as pure, so that bundles of what does not hash are without them.
const constants = /* @__PURE__ */ Uint32Array.from(/* @__PURE__ */ firstPrimes(64), (prime) =>
  fraction(Math.cbrt(prime)),
);
const start = /* @__PURE__ */ Uint32Array.from(/* @__PURE__ */ firstPrimes(8), (prime) =>
  fraction(Math.sqrt(prime)),
);

/** The hash of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  const state = start.slice();
  const blocks = padded(new TextEncoder().encode(text));
  for (let at = 0; at < blocks.byteLength; at += 64)
    mix(state, new DataView(blocks.buffer, at, 64));
  return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
}

/** The message, a one, zeros, and its length in bits. */
function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const blocks = new Uint8Array(Math.ceil((message.length + 9) / 64) * 64);
  blocks.set(message);
  blocks[message.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 8, Math.floor(message.length / 2 ** 29));
  view.setUint32(blocks.length - 4, (message.length * 8) >>> 0);
  return blocks;
}

function mix(state: Uint32Array, block: DataView): void {
  const schedule = expand(block);
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  for (let i = 0; i < 64; i++) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const sum1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const sum0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
    const first = (h + sum1 + choice + word(constants, i) + word(schedule, i)) >>> 0;
    const second = (sum0 + majority) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) >>> 0, c, b, a, (first + second) >>> 0];
  }
  [a, b, c, d, e, f, g, h].forEach((value, i) => {
    state[i] = word(state, i) + value;
  });
}

function expand(block: DataView): Uint32Array {
  const schedule = new Uint32Array(64);
  for (let i = 0; i < 16; i++) schedule[i] = block.getUint32(4 * i);
  for (let i = 16; i < 64; i++) {
    const [x, y] = [word(schedule, i - 15), word(schedule, i - 2)];
    const small = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const large = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    schedule[i] = word(schedule, i - 16) + small + word(schedule, i - 7) + large;
  }
  return schedule;
}

const turn = (x: number, bits: number): number => (x >>> bits) | (x << (32 - bits));
const word = (words: Uint32Array, i: number): number => words[i] as number;

/** The first 32 bits after the point. */
function fraction(x: number): number {
  return Math.floor((x - Math.floor(x)) * 2 ** 32);
}

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++) {
    if (found.every((prime) => n % prime !== 0)) found.push(n);
  }
  return found;
}
