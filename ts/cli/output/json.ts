// Answers as JSON: numbers round-trip, infinities are strings, typed arrays are arrays.

/** One line of JSON. NaN is never an answer: it is a defect, and told as one. */
export const toJson = (value: unknown): string => JSON.stringify(value, plain);

function plain(name: string, value: unknown): unknown {
  if (typeof value === "number") return plainNumber(name, value);
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
}

function plainNumber(name: string, value: number): number | string {
  if (Number.isNaN(value)) throw new Error(`the answer's ${name} is not a number`);
  return Number.isFinite(value) ? value : String(value);
}
