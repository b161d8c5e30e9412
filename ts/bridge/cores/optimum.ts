import { source } from "ridgelaw:core/optimum";
import { Core } from "../core.ts";

/** The best ridge and the best width. */
export const optimum: Core = /* @__PURE__ */ new Core("optimum", source);
