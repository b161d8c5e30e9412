import { source } from "ridgelaw:core/scaling";
import { Core } from "../core.ts";

/** Power laws in theory: regimes, budgets, frames. */
export const scaling: Core = /* @__PURE__ */ new Core("scaling", source);
