import { source } from "ridgelaw:core/resampling";
import { Core } from "../core.ts";

/** Data drawn again. */
export const resampling: Core = /* @__PURE__ */ new Core("resampling", source);
