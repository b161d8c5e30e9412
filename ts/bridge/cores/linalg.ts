import { source } from "ridgelaw:core/linalg";
import { Core } from "../core.ts";

/** Dense matrices. */
export const linalg: Core = /* @__PURE__ */ new Core("linalg", source);
