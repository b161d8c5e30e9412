import { RidgelawError } from "ridgelaw";

/** The error that `run` throws, as plain data; fails where it throws none or one of another class. */
export function misuseOf(run: () => unknown): { code: string; argument: string; message: string } {
  try {
    run();
  } catch (error) {
    if (!(error instanceof RidgelawError)) throw error;
    const { code, argument, message } = error;
    return { code, argument, message };
  }
  throw new Error("nothing was thrown");
}

/** Runs what may only give a value or throw misuse. */
export function valueOrMisuse<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof RidgelawError && error.code !== "EngineCrashed") return undefined;
    throw error;
  }
}
