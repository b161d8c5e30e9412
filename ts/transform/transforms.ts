// The transforms of an element; each is one call for one place or for many.
import { transform } from "../bridge/cores/transform.ts";
import { requireOptions } from "../bridge/options.ts";
import type { NumbersLike } from "../data/matrix.ts";
import type { Status } from "../problem/report.ts";
import type { Element } from "./element.ts";

/** Numbers at one place, columns at many. */
type Answer<At, Numbers extends string> = At extends number
  ? { status: Status } & Record<Numbers, number>
  : { status: Status[] } & Record<Numbers, Float64Array>;

/** A number or a list of them. */
type Places = number | NumbersLike;

/** How much is resolved: degrees of freedom, what is missing of the rank, or t = −df/D. */
export type Resolved<At> = { df: At } | { deficit: At } | { t: At };

export type STransform<At> = Answer<At, "value" | "slope" | "kappa">;
export type DegreesOfFreedom<At> = Answer<At, "kappa" | "df1" | "df2" | "gap" | "deficit">;
export type Stieltjes<At> = Answer<At, "value" | "df1">;
export type RTransform<At> = Answer<At, "value" | "kappa">;

/**
 * S(df) = (D − df)/(df κ(df)), with d ln S/d df as `slope` and κ. Near the rank give the `deficit`, rank − df, which
 * then keeps its digits. Infinite where all that is not zero is resolved.
 *
 * @throws RidgelawError `Conflict` for an element with negative eigenvalues, `OutOfRange` for df beyond its rank.
 */
export const sTransform = <At extends Places>(element: Element, at: Resolved<At>): STransform<At> =>
  transform.verb("sTransform", { element, ...requireOptions(at, "at") });

/**
 * df₁ = Tr A(A+κ)⁻¹, df₂ = Tr A²(A+κ)⁻², their `gap`, and the `deficit` rank − df₁: at κ, or at the κ where df₁ is given.
 * None is formed by a cancelling subtraction.
 */
export const degreesOfFreedom = <At extends Places>(
  element: Element,
  at: { kappa: At } | Resolved<At>,
): DegreesOfFreedom<At> =>
  transform.verb("degreesOfFreedom", { element, ...requireOptions(at, "at") });

/** κ at which df₁ is what is given. */
export const kappaOf = <At extends Places>(
  element: Element,
  at: Resolved<At>,
): DegreesOfFreedom<At>["kappa"] => degreesOfFreedom(element, at).kappa;

/**
 * g(λ) = tr (A+λ)⁻¹, normalised; with `dimension` counted in another number of directions, as of AB for BA (the
 * companion transform).
 */
export const stieltjes = <At extends Places>(
  element: Element,
  at: { lambda: At; dimension?: number },
): Stieltjes<At> => transform.verb("stieltjes", { element, ...requireOptions(at, "at") });

/**
 * R(−g) = 1/g − z(g), with `kappa` = z(g), where tr (A+z)⁻¹ = g. Under sums R adds; 1/S = R(−g) at g = df S/D.
 *
 * @throws RidgelawError `OutOfRange` for a g that no z has.
 */
export const rTransform = <At extends Places>(element: Element, at: { g: At }): RTransform<At> =>
  transform.verb("rTransform", { element, ...requireOptions(at, "at") });

/** Moments and free cumulants, from the first on. */
const seriesOf = (element: Element, order: number) =>
  transform.verb<{ status: Status; moments: Float64Array; cumulants: Float64Array }>("moments", {
    element,
    order,
  });

/**
 * m_n = tr Aⁿ for n = 1 … `order` (at most 32), normalised by the dimension: exact, by free cumulants, which add under
 * sums, and by S-transforms under products; of inverses other than of given eigenvalues by their density.
 *
 * @throws RidgelawError `Conflict` for an inverse without a density.
 */
export const moments = (element: Element, order: number): Float64Array =>
  seriesOf(element, order).moments;

/** Free cumulants κ_1 … κ_order: R(g) = Σ κ_n gⁿ⁻¹, added under free sums. */
export const freeCumulants = (element: Element, order: number): Float64Array =>
  seriesOf(element, order).cumulants;
