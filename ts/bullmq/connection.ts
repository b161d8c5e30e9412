// A connection to Redis that outlives restarts of the server, but not its absence.
import { Redis } from "ioredis";
import { RidgelawError } from "ridgelaw";
import { described, isPlain } from "../bridge/options.ts";

/** Where Redis is, as ioredis takes it. */
export interface RedisSettings {
  host?: string;
  port?: number;
  username?: string;
  password?: string;
  db?: number;
  tls?: object;
  [name: string]: unknown;
}

export interface QueueOptions {
  /** An address, `redis://host:6379` or `rediss://…`, or settings. */
  redis: string | RedisSettings;
  /** The queue's name; submitters and workers of one name find each other. "ridgelaw" where absent. */
  queue?: string;
  /** Milliseconds that Redis may be away in the middle of the work; 60,000 where absent. */
  patience?: number;
  /** Ends the work. */
  signal?: AbortSignal;
}

export const queueNames = ["redis", "queue", "patience", "signal"];

/** A Redis that is not there within so many milliseconds is absent. */
const welcome = 3000;
const defaultPatience = 60_000;
/** Some 25 days: a timer that is set for longer goes off at once. */
export const longestTimer = 2 ** 31 - 1;

/** A connection, and what becomes of it. */
export interface Link {
  client: Redis;
  name: string;
  /** Rejected once Redis has been away for too long, or the signal aborts; never resolved. */
  lost: Promise<never>;
  /** Closes the connection. */
  close(): void;
}

/**
 * Connects, or says within seconds that it cannot.
 *
 * @throws RidgelawError `RedisUnavailable` where there is no Redis.
 */
export async function openLink(
  options: Omit<QueueOptions, "signal">,
  signal: AbortSignal | undefined,
): Promise<Link> {
  const { redis, queue = "ridgelaw", patience = defaultPatience } = options;
  if (typeof queue !== "string" || !/^[^:]+$/.test(queue)) {
    throw new RidgelawError("WrongType", "queue", "queue must be a name without colons");
  }
  requireMilliseconds("patience", patience);
  signal?.throwIfAborted();
  const settings = toSettings(redis);
  await probe(settings);
  const client = connect(settings, {
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, 1000),
  });
  client.on("error", () => {});
  let reject: (reason: unknown) => void = () => {};
  const lost = new Promise<never>((_, rejected) => {
    reject = rejected;
  });
  lost.catch(() => {});
  let timer: ReturnType<typeof setTimeout> | undefined;
  client.on("close", () => {
    const giveUp = () => reject(absent(settings, `for ${patience / 1000} s`));
    timer ??= setTimeout(giveUp, Math.min(patience, longestTimer));
  });
  client.on("ready", () => {
    clearTimeout(timer);
    timer = undefined;
  });
  const abort = () => reject(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  const close = () => {
    signal?.removeEventListener("abort", abort);
    client.disconnect();
    clearTimeout(timer);
    client.removeAllListeners("close");
  };
  return { client, name: queue, lost, close };
}

/** A duration, as a rule of any length. */
export function requireMilliseconds(
  name: string,
  value: unknown,
  most = Number.POSITIVE_INFINITY,
): void {
  if (typeof value === "number" && value > 0 && value <= most) return;
  const range = most < Number.POSITIVE_INFINITY ? `above 0, up to ${most} ms` : "above 0";
  const message = `${name} must be a duration ${range}, not ${described(value)}`;
  throw new RidgelawError("OutOfRange", name, message);
}

interface Settings {
  address: string | undefined;
  rest: RedisSettings;
}

function toSettings(redis: QueueOptions["redis"]): Settings {
  if (isPlain(redis)) return { address: undefined, rest: redis };
  if (typeof redis === "string" && /^rediss?:\/\//.test(redis) && URL.canParse(redis)) {
    return { address: redis, rest: {} };
  }
  const message = "redis must be an address such as redis://localhost:6379, or settings";
  throw new RidgelawError("WrongType", "redis", message);
}

const connect = ({ address, rest }: Settings, more: object): Redis =>
  address === undefined ? new Redis({ ...rest, ...more }) : new Redis(address, more);

async function probe(settings: Settings): Promise<void> {
  const client = connect(settings, {
    lazyConnect: true,
    connectTimeout: welcome,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let reason = "";
  client.on("error", (error) => {
    reason = error.message;
  });
  const slow = setTimeout(() => client.disconnect(), welcome);
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw absent(settings, `(${reason || (error as Error).message})`);
  } finally {
    clearTimeout(slow);
    client.disconnect();
  }
}

/** The address without its password. */
function absent({ address, rest }: Settings, why: string): RidgelawError {
  const { host, port } = address === undefined ? rest : hostOf(new URL(address));
  const at = `${host ?? "localhost"}:${port ?? 6379}`;
  return new RidgelawError("RedisUnavailable", "redis", `there is no Redis at ${at} ${why}`);
}

const hostOf = ({ hostname, port }: URL) => ({ host: hostname, port: port || 6379 });
