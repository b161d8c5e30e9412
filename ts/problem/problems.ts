// One problem or several on their way to the core.
import { requireOptions } from "../bridge/options.ts";
import type { Problem } from "./types.ts";

/** A list under its name; a single problem as it is, whose entries are then named without it. */
export const oneOrSeveral = (given: Problem | readonly Problem[]): object =>
  Array.isArray(given) ? { problems: given } : requireOptions(given, "problem");
