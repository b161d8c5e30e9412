import { source } from "ridgelaw:core/geometry";
import { Core } from "../core.ts";

/** Power laws in data: dimension, source and capacity, layers. */
export const geometry: Core = /* @__PURE__ */ new Core("geometry", source);
