import { source } from "ridgelaw:core/theory";
import { Core } from "../core.ts";

/** Errors of ridge regression and random features of a population. */
export const theory: Core = /* @__PURE__ */ new Core("theory", source);
