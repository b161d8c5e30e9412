import { source } from "ridgelaw:core/transform";
import { Core } from "../core.ts";

/** Free probability: transforms and deterministic equivalents. */
export const transform: Core = /* @__PURE__ */ new Core("transform", source);
