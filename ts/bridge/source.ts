// Where the core comes from: here, inlined into the package. The builds of other entries put `source.slim.ts` or
// `source.workerd.ts` in this file's place, so that none of them carries the bytes twice.
import { order, text } from "ridgelaw:core";
import { decode } from "./inline.ts";

export type CoreModule = BufferSource | WebAssembly.Module;

/** The core's bytes. */
export const source = (): CoreModule => decode(text, order);
