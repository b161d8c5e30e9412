// The frontier of a law where the cost is a power, or a sum of powers.
import { fits } from "../bridge/cores/fits.ts";
import type { AllocateOptions, Allocation, AllocationCost, TwoVariableLaw } from "./allocate.ts";

type ByPowers = Omit<AllocateOptions, "cost"> & {
  cost?: AllocationCost | readonly AllocationCost[];
};

/** Splits budgets by the rule that the core has, with intervals where the law has draws. */
export function allocateByPowers(fit: TwoVariableLaw, options: ByPowers): Allocation {
  const { law, offset, parameters, draws } = fit;
  const given = draws && draws.length > 0 ? { draws } : {};
  return fits.verb("allocate", { ...options, law, offset, parameters, ...given });
}
