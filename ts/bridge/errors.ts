/** Misuse of the library: `code` is stable, `argument` names what was wrong, the message is one sentence. */
export class RidgelawError extends Error {
  /** Stable across versions: what a program should look at. */
  readonly code: string;
  /** The argument at fault, as a path such as `spectrum.values`; empty where there is none. */
  readonly argument: string;

  override get name(): string {
    return "RidgelawError";
  }

  constructor(code: string, argument: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.argument = argument;
  }
}

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
