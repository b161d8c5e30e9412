import { createHash } from "node:crypto";

const plain = (_, value) => {
  if (typeof value === "number") return Number(value.toPrecision(12));
  return ArrayBuffer.isView(value) ? Array.from(value) : value;
};

/**
 * A short name for all that a result depends on. Numbers count to twelve digits: a power has another last bit once the engine
 * has compiled the function that it is in.
 */
export const hashOf = (value) =>
  createHash("sha256").update(JSON.stringify(value, plain)).digest("hex").slice(0, 24);
