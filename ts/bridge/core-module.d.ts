// Made by the build from ts/pkg/ridgelaw_bg.wasm.

declare module "ridgelaw:core" {
  /** The core's bytes as text: see inline.ts. */
  export const text: string;
  /** All 256 bytes, the most frequent of them in the core first. */
  export const order: readonly number[];
}

declare module "ridgelaw:core.wasm" {
  const module: WebAssembly.Module;
  export default module;
}

declare module "ridgelaw:worker" {
  /** A script that serves as a worker: ts/worker.ts, bundled. */
  const source: string;
  export default source;
}
