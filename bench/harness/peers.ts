// Libraries of bench/peers, which `npm run bench -- --peers` installs, and what is called of them.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

type Rows = readonly (readonly number[])[];

interface NumpyArray {
  get(place: [number, number]): number;
  toArray(): number[];
  dispose(): void;
}

interface NumpyTs {
  array(rows: Rows): NumpyArray;
  matmul(a: NumpyArray, b: NumpyArray): NumpyArray;
  linalg: {
    cholesky(a: NumpyArray): NumpyArray;
    eigh(a: NumpyArray): { w: NumpyArray; v: NumpyArray };
    svd(a: NumpyArray, fullMatrices: boolean): { u: NumpyArray; s: NumpyArray; vt: NumpyArray };
  };
}

interface MathJs {
  multiply(a: Rows, b: Rows): number[][];
  eigs(a: Rows, options: { eigenvectors: boolean }): { values: number[] };
}

interface JaxArray {
  ref: JaxArray;
  reshape(shape: number[]): JaxArray;
  data(): Promise<Float64Array>;
}

interface Jax {
  init(device: string): Promise<unknown>;
  defaultDevice(device: string): void;
  numpy: {
    array(data: Float64Array, options: { dtype: "float64" }): JaxArray;
    matmul(a: JaxArray, b: JaxArray): JaxArray;
  };
  lax: { linalg: { cholesky(a: JaxArray): JaxArray } };
}

interface Tensor {
  data(): Promise<Float32Array>;
  dispose(): void;
}

interface Tfjs {
  setBackend(name: string): Promise<boolean>;
  tensor2d(data: Float32Array, shape: [number, number]): Tensor;
  matMul(a: Tensor, b: Tensor): Tensor;
}

/** What can be compared with. */
export interface Peers {
  numpyTs: NumpyTs;
  mathjs: MathJs;
  jax: Jax;
  tfjs: Tfjs;
}

const installed = createRequire(join(import.meta.dirname, "..", "peers", "package.json"));

async function load<Library>(name: string): Promise<Library> {
  const at = pathToFileURL(installed.resolve(name)).href;
  const module = (await import(at)) as { default?: Library };
  return module.default && Object.keys(module).length < 3 ? module.default : (module as Library);
}

/** The libraries, on their WebAssembly backends where they have several. */
export async function loadPeers(): Promise<Peers> {
  const tfjs = await load<Tfjs>("@tensorflow/tfjs-core");
  await load("@tensorflow/tfjs-backend-wasm");
  await tfjs.setBackend("wasm");
  const jax = await load<Jax>("@jax-js/jax");
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  return { numpyTs: await load("numpy-ts"), mathjs: await load("mathjs"), jax, tfjs };
}

/** What is read of an answer of numpy-ts, whose memory is given back: without, it falls back to plain JavaScript. */
export function taken<T>(arrays: readonly NumpyArray[], read: (first: NumpyArray) => T): T {
  const answer = read(arrays[0] as NumpyArray);
  for (const array of arrays) array.dispose();
  return answer;
}

/** A row-major matrix as rows. */
export const rowsOf = (data: Float64Array, columns: number): number[][] =>
  Array.from({ length: data.length / columns }, (_, i) =>
    Array.from(data.subarray(i * columns, (i + 1) * columns)),
  );
