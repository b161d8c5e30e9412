import { source } from "ridgelaw:core/estimator";
import { Core } from "../core.ts";

/** From data: fits, predictions, forecasts. */
export const estimator: Core = /* @__PURE__ */ new Core("estimator", source);
