// In a worker the core comes with the first message.
import { CoreUnavailable } from "./errors.ts";
import type { CoreModule } from "./source.ts";

let provided: CoreModule | undefined;

/** Takes the core from whoever started this worker. */
export function provide(core: CoreModule): void {
  provided ??= core;
}

/** The core that came with the first message. */
export function source(): CoreModule {
  if (provided) return provided;
  throw new CoreUnavailable("This worker was given no core.");
}
