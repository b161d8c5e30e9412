import { createHash } from "node:crypto";

const plain = (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value);

/** A short name for all that a result depends on. */
export const hashOf = (value) =>
  createHash("sha256").update(JSON.stringify(value, plain)).digest("hex").slice(0, 24);
