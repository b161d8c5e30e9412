import { source } from "ridgelaw:core/optimum";
import { Core } from "../core.ts";

/** Which way a problem gets better: the best ridge and width, local exponents. */
export const optimum: Core = /* @__PURE__ */ new Core("optimum", source);
