import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { corePath } from "../../scripts/lib/core-plugin.mjs";
import { cores } from "../../scripts/lib/core-recipe.mjs";

it.each(cores)("the core %s stays small enough for a page", (core) => {
  const bytes = readFileSync(corePath(core));
  expect(bytes.length).toBeLessThanOrEqual(400_000);
  expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(150_000);
});
