import { source } from "ridgelaw:core/polynomials";
import { Core } from "../core.ts";

/** Polynomial regression. */
export const polynomials: Core = /* @__PURE__ */ new Core("polynomials", source);
