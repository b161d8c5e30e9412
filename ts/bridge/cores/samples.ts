import { source } from "ridgelaw:core/samples";
import { Core } from "../core.ts";

/** From samples back to their population: correlated rows, recovered spectra. */
export const samples: Core = /* @__PURE__ */ new Core("samples", source);
