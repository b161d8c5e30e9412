import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { coreForVite } from "./scripts/lib/core-plugin.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

// `npm test` points this at the packed and installed package: then tests of the public API test that.
const installed = process.env.RIDGELAW_PACKAGE;
const entry = (name) => (installed ? `${installed}/dist/${name}.js` : here(`./ts/${name}.ts`));

export default defineConfig({
  plugins: [coreForVite()],
  resolve: {
    alias: [
      { find: /^ridgelaw$/, replacement: entry("index") },
      { find: /^ridgelaw\/(linalg|slim|plot|bullmq)$/, replacement: entry("$1") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/package/**"],
    // Numerics that take their time.
    testTimeout: 60_000,
    // Left to itself vitest leaves one of two cores to nobody; many files wait for what they started.
    maxWorkers: Math.max(2, availableParallelism() - 1),
  },
});
