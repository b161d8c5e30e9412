import { source } from "ridgelaw:core/limits";
import { Core } from "../core.ts";

/** What limits a problem: local exponents and its bottleneck. */
export const limits: Core = /* @__PURE__ */ new Core("limits", source);
