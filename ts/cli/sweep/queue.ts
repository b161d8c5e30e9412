// The options of a queue in Redis, and the optional package that speaks to it.
import { RidgelawError } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Options } from "../command.ts";
import { Failure, Misuse } from "../fail.ts";
import { packageFolder, stopSignal } from "../platform.ts";

export const queueOptions = {
  redis: { type: "string", value: "ADDRESS", help: "share the work by this Redis: redis://host" },
  queue: { type: "string", value: "NAME", help: "name of the queue there (ridgelaw)" },
} satisfies Options;

/** Codes of errors that are no fault of the arguments. */
const failures: readonly string[] = ["RedisUnavailable", "CellsFailed"];

/** Rejects with such an error as a failure, and with all others as they are. */
export function failed(error: unknown): never {
  const isFailure = error instanceof RidgelawError && failures.includes(error.code);
  throw isFailure ? new Failure(error.message) : error;
}

/** Where the queue is, and when to stop. */
export function requireQueue(args: Arguments) {
  const [redis, queue] = [args.text("redis"), args.text("queue")];
  if (redis === undefined) throw new Misuse("--redis ADDRESS is missing");
  return { redis, ...(queue !== undefined && { queue }), signal: stopSignal() };
}

/** The queue's own entry: what it needs is installed by those who want it. */
export async function openQueue() {
  const absent = ["bullmq", "ioredis"].filter((name) => packageFolder(name) === undefined);
  if (absent.length === 0) return import("ridgelaw/bullmq");
  throw new Failure(
    `--redis needs npm packages that are not here: npm install ${absent.join(" ")}`,
  );
}
