// Who watches the work: a signal that ends it, a function that is told of it.
import { RidgelawError } from "../bridge/errors.ts";

/** Refuses a signal that cannot be heard and a function that cannot be called; throws the signal's reason where it has aborted. */
export function requireWatch(watch: {
  signal?: AbortSignal | undefined;
  onProgress?: unknown;
}): void {
  const { signal, onProgress } = watch;
  if (onProgress !== undefined && typeof onProgress !== "function")
    throw new RidgelawError("WrongType", "onProgress", "onProgress must be a function");
  if (signal === undefined) return;
  if (typeof signal?.throwIfAborted !== "function")
    throw new RidgelawError("WrongType", "signal", "signal must be an AbortSignal");
  signal.throwIfAborted();
}
