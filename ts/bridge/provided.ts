// The caller brings the cores.
import type { CoreModule } from "./core.ts";
import { CoreUnavailable, RidgelawError } from "./errors.ts";

/** What `init` takes: the contents of a core's file (`ridgelaw/core.wasm`, `ridgelaw/core/estimator.wasm`, …) in any form that the platform has. */
export type CoreSource = CoreModule | Response | URL | string;

const cores = new Map<string, WebAssembly.Module>();

/** The core of that name that `init` was given. */
export function provided(name: string): CoreModule {
  const core = cores.get(name);
  if (core) return core;
  const file = `ridgelaw/core/${name}.wasm`;
  throw new CoreUnavailable(
    `Call \`await init(source)\` of ridgelaw/slim with ${file} before this.`,
  );
}

/**
 * Takes cores from their bytes, compiled modules, a `Response`, or an address to fetch; a core says itself which it is.
 * Must have ended before the first call that needs one of them; a core that is there already is not replaced.
 *
 * @throws CoreUnavailable where one cannot be fetched; RidgelawError where a file is no core.
 */
export async function init(...sources: (CoreSource | Promise<CoreSource>)[]): Promise<void> {
  await Promise.all(sources.map(take));
}

async function take(from: CoreSource | Promise<CoreSource>): Promise<void> {
  const given = await from;
  const core = isAddress(given) ? await fetched(given) : given;
  const module = core instanceof WebAssembly.Module ? core : await compiled(await bytesOf(core));
  const name = nameOf(module);
  if (!cores.has(name)) cores.set(name, module);
}

/** A core's own name, in a section of its file. */
function nameOf(module: WebAssembly.Module): string {
  const [section] = WebAssembly.Module.customSections(module, "ridgelaw.core");
  if (section) return String.fromCharCode(...new Uint8Array(section));
  throw new RidgelawError("WrongType", "source", "source is WebAssembly, but no core of ridgelaw");
}

const isAddress = (given: CoreSource): given is URL | string =>
  typeof given === "string" || given instanceof URL;

/** A relative address, or one that nothing answers, is told of by `fetch` in words of its own. */
async function fetched(address: URL | string): Promise<Response> {
  try {
    return await fetch(address);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CoreUnavailable(`The core could not be fetched from ${address}: ${why}`, { cause });
  }
}

async function compiled(bytes: BufferSource): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    const message = `source is no WebAssembly that runs here: ${String(cause)}`;
    throw new RidgelawError("WrongType", "source", message, { cause });
  }
}

async function bytesOf(core: Response | BufferSource): Promise<BufferSource> {
  if (ArrayBuffer.isView(core) || core instanceof ArrayBuffer) return core;
  if (typeof core !== "object" || core === null || !("arrayBuffer" in core)) {
    const message =
      "source must be bytes, a WebAssembly.Module, a Response, or an address to fetch";
    throw new RidgelawError("WrongType", "source", message);
  }
  if (core.ok) return core.arrayBuffer();
  throw new CoreUnavailable(
    `The core could not be fetched: ${core.status} ${core.statusText} for ${core.url}.`,
  );
}
