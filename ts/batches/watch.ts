// Who watches the work: a signal that ends it, a function that is told of it.
import { RidgelawError } from "../bridge/errors.ts";

/** As the caller gave it. */
export interface Watch<Progress> {
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => unknown) | undefined;
}

/** As the work sees it: telling never fails. */
export interface Watched<Progress> {
  signal: AbortSignal | undefined;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** Refuses a signal that cannot be heard and a function that cannot be called; throws the signal's reason where it has aborted. */
export function requireWatch({ signal, onProgress }: Watch<never>): void {
  if (onProgress !== undefined && typeof onProgress !== "function")
    throw new RidgelawError("WrongType", "onProgress", "onProgress must be a function");
  if (signal === undefined) return;
  const isSignal =
    typeof signal?.throwIfAborted === "function" && typeof signal.addEventListener === "function";
  if (!isSignal) throw new RidgelawError("WrongType", "signal", "signal must be an AbortSignal");
  signal.throwIfAborted();
}

/**
 * Runs work that is watched. What `onProgress` throws, or where it is asynchronous is rejected with, ends the work as
 * the signal does, and is what this is rejected with. The work does not wait for `onProgress`, its end does.
 */
export async function watched<Progress, Result>(
  watch: Watch<Progress>,
  work: (watch: Watched<Progress>) => Promise<Result>,
): Promise<Result> {
  requireWatch(watch);
  const { signal, onProgress } = watch;
  if (!onProgress) return work({ signal, onProgress });
  const listener = new Listener(onProgress);
  const abort = () => listener.end.abort(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  try {
    const result = await work({ signal: listener.end.signal, onProgress: listener.tell });
    await listener.heard();
    return result;
  } finally {
    signal?.removeEventListener("abort", abort);
  }
}

/** A function that is told of the work, and what becomes of it. */
class Listener<Progress> {
  /** Ends the work. */
  readonly end = new AbortController();
  readonly #onProgress: (progress: Progress) => unknown;
  readonly #answers = new Set<Promise<void>>();
  #failure: { error: unknown } | undefined;

  constructor(onProgress: (progress: Progress) => unknown) {
    this.#onProgress = onProgress;
  }

  readonly tell = (progress: Progress): void => {
    try {
      const answer = this.#onProgress(progress);
      if (isPromise(answer)) this.#await(answer);
    } catch (error) {
      this.#fail(error);
    }
  };

  /** Resolved once nothing is left of what it does, or the work is to end; rejected where it has failed. */
  async heard(): Promise<void> {
    const { signal } = this.end;
    const ended = new Promise((resolve) => signal.addEventListener("abort", resolve));
    if (!signal.aborted) await Promise.race([Promise.all(this.#answers), ended]);
    if (this.#failure) throw this.#failure.error;
  }

  #await(answer: PromiseLike<unknown>): void {
    const settled = Promise.resolve(answer)
      .then(
        () => {},
        (error) => this.#fail(error),
      )
      .then(() => void this.#answers.delete(settled));
    this.#answers.add(settled);
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.end.abort(error);
  }
}

const isPromise = (answer: unknown): answer is PromiseLike<unknown> =>
  typeof (answer as Partial<PromiseLike<unknown>> | null | undefined)?.then === "function";
