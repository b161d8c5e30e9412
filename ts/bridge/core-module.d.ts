// Made by the build from ts/pkg: see scripts/lib/core-plugin.mjs.

declare module "ridgelaw:core/*" {
  /** The core's bytes, or what the platform has compiled of them. */
  export const source: () => BufferSource | WebAssembly.Module;
}

declare module "ridgelaw:glue" {
  /** A new instance of the glue that wasm-bindgen writes (ts/pkg/ridgelaw.js), for one core. */
  export function glue(): {
    call(verb: string, options: unknown): unknown;
    initSync(from: { module: WebAssembly.Module }): unknown;
    reset(): void;
    start(): void;
  };
}

declare module "ridgelaw:worker" {
  /** A script that serves as a worker: ts/worker.ts, bundled. */
  const source: string;
  export default source;
}
