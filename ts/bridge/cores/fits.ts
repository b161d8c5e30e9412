import { source } from "ridgelaw:core/fits";
import { Core } from "../core.ts";

/** Power laws in runs and signals: fits, budgets, collapse, coarse-graining. */
export const fits: Core = /* @__PURE__ */ new Core("fits", source);
