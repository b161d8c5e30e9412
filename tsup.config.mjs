// Seven builds: the library with the cores inlined, its plots for browsers, without them (slim), for workerd (.wasm imports), its worker, its queue, and the command line.
import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "tsup";
import { coreForEsbuild } from "./scripts/lib/core-plugin.mjs";
import { inRoot } from "./scripts/lib/paths.mjs";

/** papaparse is a script that sets a variable: as a pure expression it stays out of bundles that parse no CSV. */
const pureParser = {
  name: "pure-parser",
  setup(build) {
    build.onLoad({ filter: /[\\/]papaparse[\\/].*\.js$/ }, ({ path }) => {
      const script = readFileSync(path, "utf8");
      const made = "const define = undefined, module = { exports: {} }, exports = module.exports;";
      return {
        contents: `export default /* @__PURE__ */ (() => {\n${made}\n${script}\nreturn module.exports;\n})();\n`,
      };
    });
  },
};

/** The entries among `names` that have a file. */
const entries = (...names) =>
  Object.fromEntries(
    names.map((name) => [name, `ts/${name}.ts`]).filter(([, file]) => existsSync(file)),
  );

const library = {
  target: "es2022",
  platform: "neutral",
  // Plot libraries are the user's own.
  external: ["@observablehq/plot", "linkedom"],
  // What the library needs of an npm package is bundled into it: it has no dependencies.
  noExternal: ["papaparse"],
  // Leaves out papaparse's Node streams.
  define: { PAPA_BROWSER_CONTEXT: "true" },
  splitting: true,
  treeshake: false,
  clean: false,
  silent: true,
  dts: false,
};

const inlined = {
  ...library,
  entry: entries("index", "linalg", "plot"),
  format: ["esm", "cjs"],
  esbuildPlugins: [pureParser, coreForEsbuild()],
};

/** In a browser plots draw into the page's own document, and need no linkedom. */
const pageDocument = {
  name: "page-document",
  setup(build) {
    const path = inRoot("ts", "plot", "document.browser.ts");
    build.onResolve({ filter: /^\.\/document\.ts$/ }, () => ({ path }));
  },
};

const browser = {
  ...library,
  entry: entries("plot"),
  outDir: "dist/browser",
  format: ["esm"],
  splitting: false,
  esbuildPlugins: [pageDocument],
};

const slim = {
  ...library,
  entry: entries("slim"),
  format: ["esm", "cjs"],
  splitting: false,
  esbuildPlugins: [pureParser, coreForEsbuild("slim")],
};

const workerd = {
  ...library,
  entry: entries("index", "linalg"),
  outDir: "dist/workerd",
  format: ["esm"],
  esbuildPlugins: [pureParser, coreForEsbuild("workerd")],
};

/** What a worker runs, for those who make their workers of a file; the core comes with the first message. */
const worker = {
  ...library,
  entry: entries("worker"),
  format: ["esm"],
  splitting: false,
  treeshake: true,
  define: { ...library.define, "import.meta.url": '""' },
  esbuildPlugins: [pureParser, coreForEsbuild()],
};

/** It uses the library as any program does, so that there is one core; queue and Redis client are the user's own. */
const bullmq = {
  ...library,
  entry: entries("bullmq"),
  format: ["esm", "cjs"],
  external: ["ridgelaw", "bullmq", "ioredis"],
  splitting: false,
};

const cli = {
  entry: entries("cli"),
  format: ["esm"],
  target: "node20",
  platform: "node",
  // The command line uses the library as any program does; what else it needs, its plots among it, is bundled into it.
  external: [/^ridgelaw(\/(linalg|bullmq))?$/],
  noExternal: [/^(?!ridgelaw(\/(linalg|bullmq))?$|node:)/],
  minify: true,
  // What is imported on demand, as the plots are, is read only then.
  splitting: true,
  esbuildOptions(options) {
    options.chunkNames = "cli/[name]-[hash]";
  },
  clean: false,
  silent: true,
};

const types = {
  ...library,
  entry: entries("index", "linalg", "slim", "plot", "bullmq"),
  format: ["esm", "cjs"],
  dts: { only: true },
};

const builds = process.env.RIDGELAW_TYPES_ONLY
  ? [types]
  : [inlined, browser, slim, workerd, worker, bullmq, cli];
export default defineConfig(builds.filter((build) => Object.keys(build.entry ?? {}).length > 0));
