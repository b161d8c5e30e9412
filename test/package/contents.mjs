// What the tarball holds and what its files may not name.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { cores } from "../../scripts/lib/core-recipe.mjs";
import { CheckFailed } from "../../scripts/lib/tally.mjs";
import { installedPackage, manifestOf, packedPackage } from "../../scripts/lib/tarball.mjs";

const expected =
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE(-\w+)?|docs\/[\w./-]+\.(md|svg)|dist\/[\w./-]+\.(js|cjs|d\.ts|d\.cts|wasm))$/;

/** Only what a user needs is packed. */
export async function checkFiles() {
  const stray = (await packedPackage()).files.filter((file) => !expected.test(file));
  if (stray.length > 0) throw new CheckFailed(`the tarball holds ${stray.join(", ")}`);
}

/** Every path that package.json promises is there. */
export async function checkPromises() {
  const folder = await installedPackage();
  const { exports, bin, main, module, types } = manifestOf(folder);
  const promised = [...leaves({ exports, bin }), main, module, types];
  const absent = promised.flatMap(byCore).filter((path) => !existsSync(join(folder, path)));
  if (absent.length > 0)
    throw new CheckFailed(`package.json names ${absent.join(", ")}, absent from the tarball`);
}

/** A pattern stands for a file of each core. */
const byCore = (path) => (path.includes("*") ? cores.map((core) => path.replace("*", core)) : path);

const leaves = (tree) => (typeof tree === "string" ? [tree] : Object.values(tree).flatMap(leaves));

/** `types` stands first in each condition: TypeScript takes the first that matches. */
export async function checkTypesFirst() {
  const { exports } = manifestOf(await installedPackage());
  const wrong = conditions(exports).filter(
    (names) => names.includes("types") && names[0] !== "types",
  );
  if (wrong.length > 0) throw new CheckFailed(`types is not the first of ${wrong.join(" and ")}`);
}

function conditions(tree) {
  if (typeof tree === "string") return [];
  return [Object.keys(tree), ...Object.values(tree).flatMap(conditions)];
}

const forbidden = {
  "a Node module":
    /(from|import|require)\s*\(?\s*["'](node:|fs|path|url|stream|worker_threads)["'/]/,
  "import.meta": /\bimport\.meta\b/,
  "top-level await": /^(const .* = |let .* = )?await\b/m,
};

const isLibrary = (file) => /^dist\/.*\.c?js$/.test(file) && !/^dist\/cli[./]/.test(file);

/** What makes a bundler or a page stumble is absent from all but the command line. */
export async function checkPortable() {
  const folder = await installedPackage();
  const { files } = await packedPackage();
  for (const file of files.filter(isLibrary)) {
    const text = readFileSync(join(folder, file), "utf8");
    const found = Object.keys(forbidden).find((what) => forbidden[what].test(text));
    if (found) throw new CheckFailed(`${file} has ${found}`);
  }
}

/** Each core's bytes are inlined once for `import` and once for `require`. */
export async function checkOneCopy() {
  const folder = await installedPackage();
  const { files } = await packedPackage();
  const inlined = (file) =>
    readFileSync(join(folder, file), "utf8").match(/text\d* = ".{20000,}"/g) ?? [];
  for (const format of ["js", "cjs"]) {
    const copies = files.filter((file) => file.split(".").pop() === format).flatMap(inlined);
    if (copies.length !== cores.length || new Set(copies).size !== cores.length)
      throw new CheckFailed(`${cores.length} cores are inlined ${copies.length} times (${format})`);
  }
}

const pureHelper = 'import { logspace } from "ridgelaw"; console.log(logspace(1, 10, 5));';

/** A bundle of one pure helper holds no core, and little else. */
export async function checkSmallBundle() {
  const resolveDir = join(await installedPackage(), "..");
  const { outputFiles } = await build({
    stdin: { contents: pureHelper, resolveDir },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
  });
  const { length } = outputFiles[0].contents;
  if (length > 3000) throw new CheckFailed(`a bundle of logspace has ${length} bytes`);
}
