// The package's declarations as TypeScript finds them from an ES module, from CommonJS and for a bundler.
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { run } from "../../scripts/lib/run.mjs";
import { consumerFolder } from "../../scripts/lib/tarball.mjs";

const projects = {
  "an ES module": { file: "types-esm.mts", module: "nodenext" },
  CommonJS: { file: "types-commonjs.cts", module: "nodenext" },
  "a bundler": { file: "types-bundler.ts", module: "esnext", moduleResolution: "bundler" },
};

export const typeProjects = Object.keys(projects);

/** Compiles one consumer, the package's own declarations included, as strictly as can be. */
export async function checkTypes(name) {
  const folder = await consumerFolder();
  const { file, ...resolution } = projects[name];
  copyFileSync(inRoot("test/package/consumers/types.ts"), join(folder, file));
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023", "dom"],
    types: [],
    ...strict,
    ...resolution,
  };
  const project = join(folder, `${file}.json`);
  writeFileSync(project, JSON.stringify({ compilerOptions, files: [file] }));
  await run("tsc", ["--project", project]);
}
