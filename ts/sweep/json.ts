// JSON with one text for each value.
import { RidgelawError } from "../bridge/errors.ts";
import { doubles, isTypedNumbers, marshal } from "../bridge/marshal.ts";

/** Numbers round-trip, infinities are strings, typed arrays are arrays; entries in the order they have. */
export const toJson = (value: unknown): string => JSON.stringify(marshal(value), plain);

/** The same with the entries of objects sorted by name: equal values have equal texts. */
export const canonical = (value: unknown): string =>
  JSON.stringify(marshal(value), (name, entry) => sorted(plain(name, entry)));

function plain(name: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (isTypedNumbers(value)) return Array.from(doubles(value));
  if (typeof value !== "bigint") return value;
  throw new RidgelawError("WrongType", name, `${name} must be plain data, not a bigint`);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
