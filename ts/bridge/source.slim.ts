// The caller brings the core.
import { CoreUnavailable } from "./errors.ts";
import type { CoreModule } from "./source.ts";

/** What `init` takes: the contents of `ridgelaw/core.wasm` in any form that the platform has. */
export type CoreSource = CoreModule | Response | URL | string;

let provided: CoreModule | undefined;

/** The core that `init` was given. */
export function source(): CoreModule {
  if (provided) return provided;
  throw new CoreUnavailable("Call `await init(source)` of ridgelaw/slim before anything else.");
}

/**
 * Takes the core from its bytes, a compiled module, a `Response`, or an address to fetch.
 * Must have ended before the first call of any other function; a second call changes nothing.
 */
export async function init(from: CoreSource | Promise<CoreSource>): Promise<void> {
  const given = await from;
  const core = isAddress(given) ? await fetch(given) : given;
  provided ??=
    core instanceof WebAssembly.Module ? core : await WebAssembly.compile(await bytesOf(core));
}

const isAddress = (given: CoreSource): given is URL | string =>
  typeof given === "string" || given instanceof URL;

async function bytesOf(core: Response | BufferSource): Promise<BufferSource> {
  if (!("arrayBuffer" in core)) return core;
  if (core.ok) return core.arrayBuffer();
  throw new CoreUnavailable(
    `The core could not be fetched: ${core.status} ${core.statusText} for ${core.url}.`,
  );
}
