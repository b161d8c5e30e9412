import { source } from "ridgelaw:core/accumulation";
import { Core } from "../core.ts";

/** Sums over streamed rows, and what is fitted from them. */
export const accumulation: Core = /* @__PURE__ */ new Core("accumulation", source);
