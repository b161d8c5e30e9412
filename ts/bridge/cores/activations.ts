import { source } from "ridgelaw:core/activations";
import { Core } from "../core.ts";

/** Activations of nonlinear features: Hermite coefficients and kernels. */
export const activations: Core = /* @__PURE__ */ new Core("activations", source);
