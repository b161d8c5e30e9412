import { source } from "ridgelaw:core/simulation";
import { Core } from "../core.ts";

/** Problems drawn by brute force. */
export const simulation: Core = /* @__PURE__ */ new Core("simulation", source);
