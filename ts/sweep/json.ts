// JSON with one text for each value.

/** Numbers round-trip, infinities are strings, typed arrays are arrays; entries in the order they have. */
export const toJson = (value: unknown): string => JSON.stringify(value, plain);

/** The same with the entries of objects sorted by name: equal values have equal texts. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (name, entry) => sorted(plain(name, entry)));

function plain(_: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
