/** By which errors of one copy of the library are known to all others. */
const kind = "ridgelaw:kind";

/** Misuse of the library: `code` is stable, `argument` names what was wrong, the message is one sentence. */
export class RidgelawError extends Error {
  /**
   * `instanceof` holds for the errors of any copy of the library: a program may have its ES module and its CommonJS one,
   * and plots and queue bring copies of this class.
   */
  static override [Symbol.hasInstance](thrown: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: subclasses inherit it, and each asks for itself.
    return isOf(this, thrown);
  }

  /** Stable across versions: what a program should look at. */
  readonly code: string;
  /** The argument at fault, as a path such as `spectrum.values`; empty where there is none. */
  readonly argument: string;

  override get name(): string {
    return "RidgelawError";
  }

  constructor(code: string, argument: string, message: string, options?: ErrorOptions) {
    super(shortened(message), options);
    this.code = code;
    this.argument = argument;
    Object.defineProperty(this, kind, { value: this.name });
  }
}

function isOf(asked: typeof RidgelawError, thrown: unknown): boolean {
  if (Function.prototype[Symbol.hasInstance].call(asked, thrown)) return true;
  const other: unknown = Object(thrown)[kind];
  if (other === undefined || !Object.hasOwn(asked.prototype, "name")) return false;
  return asked === RidgelawError || other === asked.prototype.name;
}

/** The longest message: what it quotes can be of any length. */
const longest = 500;

/** A text that is too long for a sentence, with its middle left out. */
const shortened = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, 0.7 * longest)} … ${text.slice(-0.2 * longest)}`;

/** A defect of the library itself. Nothing is lost but this call: the next one runs on a fresh instance. */
export class EngineCrashed extends RidgelawError {
  override get name(): string {
    return "EngineCrashed";
  }

  constructor(what: string, options?: ErrorOptions) {
    super("EngineCrashed", "", `The engine crashed: ${what}`, options);
  }
}

/** The WebAssembly core could not be started here; the message says why. */
export class CoreUnavailable extends RidgelawError {
  override get name(): string {
    return "CoreUnavailable";
  }

  constructor(why: string, options?: ErrorOptions) {
    super("CoreUnavailable", "", why, options);
  }
}
