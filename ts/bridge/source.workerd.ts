// Workers forbid compiling WebAssembly from bytes: there the bundler hands over a module.
import module from "ridgelaw:core.wasm";
import type { CoreModule } from "./source.ts";

/** The core, compiled by the platform. */
export const source = (): CoreModule => module;
