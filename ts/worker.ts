// Runs in a worker of a page, Node, Deno or Bun: batches of a simulation. `simulate` starts it; see docs/simulate.md.
import type { Port } from "./workers/protocol.ts";
import { serve } from "./workers/serve.ts";

interface Surroundings {
  /** Set before this script by a pool in Node. */
  ridgelawPort?: Port;
  process?: { getBuiltinModule?: (name: string) => { parentPort?: Port | null } | undefined };
}

const here = globalThis as unknown as Surroundings;
const inNode = here.process?.getBuiltinModule?.("node:worker_threads")?.parentPort;
serve(here.ridgelawPort ?? inNode ?? (globalThis as unknown as Port));
