// npm run build:core -- builds the core from the Rust sources into ts/pkg, which is committed.
import { buildCore, prepareCoreBuild } from "./lib/core.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runMain } from "./lib/fail.mjs";
import { damagedFile, readManifest, sourcesHash } from "./lib/manifest.mjs";
import { committedCore } from "./lib/paths.mjs";
import { say } from "./lib/step.mjs";

await runMain(async () => {
  await ensureDependencies();
  const preparation = await prepareCoreBuild();
  if (isCurrent(preparation)) {
    say("ts/pkg: up to date");
  } else {
    await buildCore(committedCore, preparation);
    say("ts/pkg is built; commit it with the sources");
  }
});

function isCurrent({ toolchain }) {
  if (process.argv.includes("--force") || damagedFile(committedCore)) return false;
  const manifest = readManifest(committedCore);
  const sameTools = JSON.stringify(manifest.toolchain) === JSON.stringify(toolchain);
  return sameTools && manifest.sources === sourcesHash();
}
