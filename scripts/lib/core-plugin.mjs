// Gives esbuild and Vite the cores: which build of them, and in which form.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build as bundle } from "esbuild";
import { inlinedCore } from "./inline-core.mjs";
import { wasmFile } from "./manifest.mjs";
import { committedCore, inRoot, root } from "./paths.mjs";

/** The folder of the cores in use: ts/pkg, or the one that a test run has just built. */
export function coreFolder() {
  const chosen = process.env.RIDGELAW_CORE;
  return chosen ? resolve(root, chosen) : committedCore;
}

/** The path of a core's file. */
export function corePath(core) {
  const path = join(coreFolder(), wasmFile(core));
  if (!existsSync(path)) throw new Error(`${path} is absent: run npm run build:core`);
  return path;
}

const bridge = (name) => JSON.stringify(inRoot("ts", "bridge", name));

/** Where a core's bytes come from, by the kind of build. */
const sources = {
  inlined: (core) => inlinedCore(readFileSync(corePath(core)), bridge("inline.ts")),
  slim: (core) =>
    `import { provided } from ${bridge("provided.ts")};\nexport const source = () => provided("${core}");\n`,
  workerd: (core) =>
    `import module from "../core/${wasmFile(core)}";\nexport const source = () => module;\n`,
};

/** The glue as a function: every core, and every copy of the library, has an instance of its own. */
async function glueFactory() {
  const { outputFiles } = await bundle({
    entryPoints: [join(coreFolder(), "ridgelaw.js")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "made",
    target: "es2022",
  });
  return `export function glue() {\n${outputFiles[0].text}\nreturn made;\n}\n`;
}

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
    plugins: [coreForEsbuild()],
  });
  return `export default ${JSON.stringify(outputFiles[0].text)};\n`;
}

/** The text of the module `ridgelaw:…`. */
function contentsOf(name, kind) {
  if (name === "ridgelaw:glue") return glueFactory();
  if (name === "ridgelaw:worker") return workerScript();
  return sources[kind](name.slice("ridgelaw:core/".length));
}

const ours = /^ridgelaw:/;

/** For esbuild; `kind` is where the bytes come from. */
export function coreForEsbuild(kind = "inlined") {
  return {
    name: "ridgelaw-core",
    setup(build) {
      build.onResolve({ filter: ours }, ({ path }) => ({
        path,
        namespace: "ridgelaw",
        sideEffects: false,
      }));
      build.onResolve({ filter: /^\.\.\/core\/.*\.wasm$/ }, ({ path }) => ({
        path,
        external: true,
      }));
      build.onLoad({ filter: ours, namespace: "ridgelaw" }, async ({ path }) => ({
        contents: await contentsOf(path, kind),
        resolveDir: root,
      }));
    },
  };
}

/** For Vite, and so for vitest. */
export function coreForVite() {
  return {
    name: "ridgelaw-core",
    enforce: "pre",
    resolveId: (id) => (ours.test(id) ? `\0${id}` : undefined),
    load: (id) => (id.startsWith("\0ridgelaw:") ? contentsOf(id.slice(1), "inlined") : undefined),
  };
}
