// Gives esbuild and Vite the core: which build of it, and in which form.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build as bundle } from "esbuild";
import { inlinedCore } from "./inline-core.mjs";
import { committedCore, inRoot, root } from "./paths.mjs";

/** The folder of the core in use: ts/pkg, or the one that a test run has just built. */
export function coreFolder() {
  const chosen = process.env.RIDGELAW_CORE;
  return chosen ? resolve(root, chosen) : committedCore;
}

const glue = /(^|\/)pkg\/ridgelaw\.js$/;
const wasm = () => {
  const path = join(coreFolder(), "ridgelaw_bg.wasm");
  if (!existsSync(path)) throw new Error(`${path} is absent: run npm run build:core`);
  return readFileSync(path);
};

/** The text of a worker that runs batches: ts/worker.ts with all it needs but the core, which the first message brings. */
async function workerScript() {
  const { outputFiles } = await bundle({
    entryPoints: [inRoot("ts", "worker.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "ascii",
    define: { "import.meta.url": '""' },
    plugins: [coreForEsbuild("worker")],
  });
  return `export default ${JSON.stringify(outputFiles[0].text)};\n`;
}

/** For esbuild. `variant` ("slim", "workerd") names the ts/bridge/source.*.ts that stands in for source.ts. */
export function coreForEsbuild(variant) {
  return {
    name: "ridgelaw-core",
    setup(build) {
      build.onResolve({ filter: glue }, () => ({
        path: join(coreFolder(), "ridgelaw.js"),
        sideEffects: false,
      }));
      build.onResolve({ filter: /^ridgelaw:core\.wasm$/ }, () => ({
        path: "../core.wasm",
        external: true,
      }));
      build.onResolve({ filter: /^ridgelaw:core$/ }, () => ({
        path: "core",
        namespace: "ridgelaw",
        sideEffects: false,
      }));
      build.onLoad({ filter: /^core$/, namespace: "ridgelaw" }, async () => ({
        contents: await inlinedCore(wasm()),
      }));
      build.onResolve({ filter: /^ridgelaw:worker$/ }, () => ({
        path: "worker",
        namespace: "ridgelaw",
        sideEffects: false,
      }));
      build.onLoad({ filter: /^worker$/, namespace: "ridgelaw" }, async () => ({
        contents: await workerScript(),
      }));
      if (!variant) return;
      const stand = inRoot("ts", "bridge", `source.${variant}.ts`);
      build.onResolve({ filter: /^\.\/source\.ts$/ }, () => ({ path: stand }));
    },
  };
}

/** For Vite, and so for vitest. */
export function coreForVite() {
  return {
    name: "ridgelaw-core",
    enforce: "pre",
    resolveId(id) {
      if (id === "ridgelaw:core" || id === "ridgelaw:worker") return `\0${id}`;
      return glue.test(id) ? join(coreFolder(), "ridgelaw.js") : undefined;
    },
    load(id) {
      if (id === "\0ridgelaw:core") return inlinedCore(wasm());
      return id === "\0ridgelaw:worker" ? workerScript() : undefined;
    },
  };
}
