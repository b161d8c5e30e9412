// What is thrown on misuse.
import { RidgelawError } from "ridgelaw";

/** The error that a call is rejected with, or throws. */
export async function caught(run: () => unknown): Promise<RidgelawError> {
  return isMisuse(
    await (async () => run())().then(
      () => undefined,
      (thrown) => thrown,
    ),
  );
}

/** The code and the argument of what a call throws. */
export function misuse(run: () => unknown): string {
  const { code, argument } = thrown(run);
  return `${code} ${argument}`;
}

/** The error that a call throws. */
export function thrown(run: () => unknown): RidgelawError {
  let error: unknown;
  try {
    run();
  } catch (found) {
    error = found;
  }
  return isMisuse(error);
}

function isMisuse(error: unknown): RidgelawError {
  if (error instanceof RidgelawError) return error;
  throw error ?? new Error("nothing was thrown");
}
