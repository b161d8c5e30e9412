// The only importer of ts/pkg: one call in, one answer out, and a fresh instance after a crash.
import { call as callCore, initSync, reset, start } from "../pkg/ridgelaw.js";
import { CoreUnavailable, EngineCrashed, RidgelawError } from "./errors.ts";
import { type CoreModule, source } from "./source.ts";

type State = "absent" | "ready" | "spoiled";

let state: State = "absent";
let compiled: WebAssembly.Module | undefined;
/** Calls under way: more than one when an options object's getter calls the library itself. */
let depth = 0;

/**
 * Runs one verb of the core. The first call compiles it.
 *
 * @throws RidgelawError on misuse; EngineCrashed on a defect of the core; what the options' own getters throw.
 */
export function call(verb: string, options: unknown): unknown {
  prepare();
  depth++;
  try {
    return callCore(verb, options);
  } catch (thrown) {
    throw translate(thrown);
  } finally {
    depth--;
  }
}

function prepare(): void {
  if (state === "absent") startCore();
  if (state === "spoiled") restart();
}

/** The compiled core, which workers share. */
export function coreModule(): WebAssembly.Module {
  compiled ??= compile(source());
  return compiled;
}

const compile = (core: CoreModule) =>
  core instanceof WebAssembly.Module ? core : new WebAssembly.Module(core);

function startCore(): void {
  // What the source itself throws says why by itself.
  const core = compiled ?? source();
  try {
    compiled = compile(core);
    initSync({ module: compiled });
  } catch (cause) {
    const why =
      "This platform did not start the WebAssembly core, which needs 128-bit SIMD and leave to compile";
    throw new CoreUnavailable(`${why}: ${String(cause)}`, { cause });
  }
  state = "ready";
}

/**
 * Puts a new instance in the old one's place. `reset` only asks for it; the glue does it at the next call, and
 * there too late for a call that has arguments, which it copies into the old memory first: hence `start`, which has none.
 */
function restart(): void {
  if (depth > 0) throw new EngineCrashed("a call from within its own options came after a crash");
  reset();
  start();
  state = "ready";
}

/** What the core threw, as what the caller is to see. Misuse is thrown as a plain object; all else leaves the instance in doubt. */
function translate(thrown: unknown): unknown {
  if (isMisuse(thrown)) return new RidgelawError(thrown.code, thrown.argument, thrown.message);
  state = "spoiled";
  return isCrash(thrown) ? new EngineCrashed(thrown.message, { cause: thrown }) : thrown;
}

interface Misuse {
  code: string;
  argument: string;
  message: string;
}

function isMisuse(thrown: unknown): thrown is Misuse {
  if (typeof thrown !== "object" || thrown === null || thrown instanceof Error) return false;
  return "code" in thrown && "argument" in thrown && "message" in thrown;
}

/** A panic (see the hook in crates/wasm), a trap, or a stack that ran out (RangeError; InternalError in Firefox). */
function isCrash(thrown: unknown): thrown is Error {
  if (!(thrown instanceof Error)) return false;
  const byName = ["RangeError", "InternalError"].includes(thrown.name);
  return (
    byName || thrown instanceof WebAssembly.RuntimeError || thrown.message.startsWith("panic: ")
  );
}
