import { source } from "ridgelaw:core/densities";
import { Core } from "../core.ts";

/** Spectral densities: edges, quantiles, draws. */
export const densities: Core = /* @__PURE__ */ new Core("densities", source);
