import { Missing } from "./fail.mjs";
import { damagedFile, readManifest, sourcesHash } from "./manifest.mjs";
import { freshCore } from "./paths.mjs";

/** From here on everything in this run takes the core that the group `core` has built. */
export function useFreshCore() {
  const isBuilt = !damagedFile(freshCore) && readManifest(freshCore).sources === sourcesHash();
  if (!isBuilt)
    throw new Missing("build/pkg is not built from these sources: `npm test core` builds it.");
  process.env.RIDGELAW_CORE = freshCore;
}
