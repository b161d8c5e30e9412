// The committed core is what these sources give; all else is tested on a build of its own.
import { buildCore, prepareCoreBuild } from "../lib/core.mjs";
import { damagedFile, readManifest, sourcesHash } from "../lib/manifest.mjs";
import { committedCore, freshCore } from "../lib/paths.mjs";
import { say } from "../lib/step.mjs";
import { CheckFailed } from "../lib/tally.mjs";

const rebuild = "run `npm run build:core` and commit ts/pkg";

export default async function core(tally) {
  await tally.check("core: ts/pkg is whole", checkWhole);
  await tally.check("core: ts/pkg was built from these Rust sources", checkSources);
  const preparation = await prepareCoreBuild();
  await tally.check("core: builds from source", () => buildFresh(preparation));
  await compareBytes(tally, preparation.toolchain);
}

function checkWhole() {
  const damaged = damagedFile(committedCore);
  if (damaged) throw new CheckFailed(`ts/pkg/${damaged} is not what the manifest says: ${rebuild}`);
}

function checkSources() {
  if (readManifest(committedCore)?.sources !== sourcesHash()) {
    throw new CheckFailed(`the Rust sources have changed since ts/pkg was built: ${rebuild}`);
  }
}

async function buildFresh(preparation) {
  const manifest = readManifest(freshCore);
  const isFresh =
    manifest?.sources === sourcesHash() &&
    sameTools(manifest.toolchain, preparation.toolchain) &&
    !damagedFile(freshCore);
  if (isFresh) say("  build/pkg is up to date");
  else await buildCore(freshCore, preparation);
}

const sameTools = (a, b) => JSON.stringify(a) === JSON.stringify(b);

async function compareBytes(tally, toolchain) {
  const [committed, fresh] = [readManifest(committedCore), readManifest(freshCore)];
  // Other sources give other bytes: that has been said.
  if (!committed || committed.sources !== fresh?.sources) return;
  if (!sameTools(committed.toolchain, toolchain)) {
    say("core: bytes not compared: ts/pkg was built by another toolchain");
    return;
  }
  await tally.check("core: a fresh build has the committed bytes", () => {
    const name = Object.keys(fresh.files).find(
      (file) => fresh.files[file] !== committed.files[file],
    );
    if (name) throw new CheckFailed(`build/pkg/${name} differs from ts/pkg/${name}: ${rebuild}`);
  });
}
