// A core in the form of calls: one call in, one answer out, and a fresh instance after a crash.
import { glue } from "ridgelaw:glue";
import { CoreUnavailable, EngineCrashed, RidgelawError } from "./errors.ts";
import { marshal } from "./marshal.ts";

export type CoreModule = BufferSource | WebAssembly.Module;

type Glue = ReturnType<typeof glue>;

/** One build of the Rust core, which answers a group of verbs (crates/core/src/verbs); compiled at its first call. */
export class Core {
  /** Of the group of verbs. */
  readonly name: string;
  readonly #source: () => CoreModule;
  /** The instance; there is none before the first call. */
  #glue: Glue | undefined;
  /** After a crash the instance is in doubt. */
  #isSpoiled = false;
  #compiled: WebAssembly.Module | undefined;
  /** Calls under way: more than one when an options object's getter calls the library itself. */
  #depth = 0;

  constructor(name: string, source: () => CoreModule) {
    this.name = name;
    this.#source = source;
  }

  /** Runs one verb on plain data; the caller knows what it answers. */
  verb<Answer>(name: string, options: object): Answer {
    return this.call(name, marshal(options)) as Answer;
  }

  /**
   * Runs one verb on what needs no marshalling.
   *
   * @throws RidgelawError on misuse; EngineCrashed on a defect of the core; what the options' own getters throw.
   */
  call(verb: string, options: unknown): unknown {
    const instance = this.#ready();
    this.#depth++;
    try {
      return instance.call(verb, options);
    } catch (thrown) {
      throw this.#translate(thrown);
    } finally {
      this.#depth--;
    }
  }

  /** The compiled core, which workers share. */
  module(): WebAssembly.Module {
    this.#compiled ??= compile(this.#source());
    return this.#compiled;
  }

  #ready(): Glue {
    this.#glue ??= this.#start();
    if (this.#isSpoiled) this.#restart(this.#glue);
    return this.#glue;
  }

  #start(): Glue {
    // What the source itself throws says why by itself.
    const core = this.#compiled ?? this.#source();
    try {
      this.#compiled = compile(core);
      const instance = glue();
      instance.initSync({ module: this.#compiled });
      return instance;
    } catch (cause) {
      const why =
        "This platform did not start the WebAssembly core, which needs 128-bit SIMD and leave to compile";
      throw new CoreUnavailable(`${why}: ${String(cause)}`, { cause });
    }
  }

  /**
   * Puts a new instance in the old one's place. `reset` only asks for it; the glue does it at the next call, and
   * there too late for a call that has arguments, which it copies into the old memory first: hence `start`, which has none.
   */
  #restart(instance: Glue): void {
    if (this.#depth > 0)
      throw new EngineCrashed("a call from within its own options came after a crash");
    instance.reset();
    instance.start();
    this.#isSpoiled = false;
  }

  /** What the core threw, as what the caller is to see. Misuse is thrown as a plain object; all else leaves the instance in doubt. */
  #translate(thrown: unknown): unknown {
    if (isMisuse(thrown)) return new RidgelawError(thrown.code, thrown.argument, thrown.message);
    this.#isSpoiled = true;
    return isCrash(thrown) ? new EngineCrashed(thrown.message, { cause: thrown }) : thrown;
  }
}

const compile = (core: CoreModule) =>
  core instanceof WebAssembly.Module ? core : new WebAssembly.Module(core);

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
