// Starts workers where there are any: Web Workers (browsers, Deno, Bun) or Node's worker threads.
import { RidgelawError } from "../bridge/errors.ts";
import { workerScript } from "../bridge/worker_script.ts";
import type { FromWorker, ToWorker } from "./protocol.ts";

/** A worker as `simulate` needs it: a `Worker` of a page, or one of `node:worker_threads`. */
export interface WorkerLike {
  postMessage(message: unknown): void;
  terminate(): unknown;
}

/** How either tells what happens. */
interface Events {
  /** In browsers. */
  addEventListener?: (type: string, listener: (event: { data: FromWorker }) => void) => void;
  /** In Node. */
  on?: (type: string, listener: (message: FromWorker) => void) => void;
}

/** What a pool hears of a worker. */
export interface Listener {
  message(message: FromWorker): void;
  /** It has ended, or never began. */
  death(): void;
}

/** A started worker. */
export interface Handle {
  post(message: ToWorker): void;
  /** Stops it at once, in the middle of a batch. */
  end(): Promise<void>;
}

/** Starts a worker; undefined where the platform has none. */
export type Spawn = (listener: Listener) => Handle | undefined;

interface Threads {
  Worker: new (script: string, options: { eval: true }) => WorkerLike;
}

interface Platform {
  Worker?: new (address: string, options: { type: "module" }) => WorkerLike;
  process?: {
    versions?: { node?: string };
    getBuiltinModule?: (name: string) => unknown;
  };
  navigator?: { hardwareConcurrency?: number };
}

const platform = globalThis as unknown as Platform;

/** The way of this platform, or one that makes workers by `create`. */
export async function spawner(create?: () => WorkerLike): Promise<Spawn> {
  if (create !== undefined && typeof create !== "function") {
    throw new RidgelawError("WrongType", "createWorker", "createWorker must be a function");
  }
  if (create) return (listener) => attach(requireWorker(create()), listener);
  if (platform.Worker) return (listener) => inPage(listener);
  const threads = await nodeThreads();
  if (!threads) return () => undefined;
  return (listener) => attach(new threads.Worker(nodeScript(), { eval: true }), listener);
}

/** What `createWorker` returned. */
function requireWorker(made: WorkerLike): WorkerLike {
  const { postMessage, terminate, on, addEventListener } = Object(made);
  const isWorker = [postMessage, terminate, on ?? addEventListener].every(
    (each) => typeof each === "function",
  );
  if (isWorker) return made;
  const message = "createWorker must return a worker of ridgelaw/worker";
  throw new RidgelawError("WrongType", "createWorker", message);
}

/** How many workers can run at a time. */
export async function cores(): Promise<number> {
  const known = platform.navigator?.hardwareConcurrency;
  if (known) return known;
  const os = await builtin<{ availableParallelism?: () => number }>("node:os");
  return os?.availableParallelism?.() ?? 1;
}

const threadsName = "node:worker_threads";
const nodeThreads = () => builtin<Threads>(threadsName);

/** One of Node's own modules, found without an import that a bundler would follow. */
async function builtin<Module>(name: string): Promise<Module | undefined> {
  if (!platform.process?.versions?.node) return undefined;
  const found = platform.process.getBuiltinModule?.(name);
  if (found) return found as Module;
  // Node before 20.16.
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name).catch(() => undefined);
}

const nodeScript = () =>
  `globalThis.ridgelawPort = require(${JSON.stringify(threadsName)}).parentPort;\n${workerScript}`;

let address: string | undefined;

function inPage(listener: Listener): Handle | undefined {
  if (!platform.Worker) return undefined;
  try {
    address ??= URL.createObjectURL(new Blob([workerScript], { type: "text/javascript" }));
    return attach(new platform.Worker(address, { type: "module" }), listener);
  } catch {
    // A page may forbid it.
    return undefined;
  }
}

function attach(worker: WorkerLike, listener: Listener): Handle {
  let ended: () => void = () => {};
  const exit = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const died = () => {
    ended();
    listener.death();
  };
  const events = worker as Events;
  if (events.on) {
    events.on("message", (message) => listener.message(message));
    events.on("error", () => {});
    events.on("exit", died);
  } else {
    events.addEventListener?.("message", ({ data }) => listener.message(data));
    // Deno and Bun tell of an end as "close"; browsers do not.
    for (const type of ["error", "messageerror", "close"]) events.addEventListener?.(type, died);
  }
  return {
    post: (message) => worker.postMessage(message),
    async end() {
      await worker.terminate();
      // Node tells when it is over; elsewhere it is by now.
      if (events.on) await exit;
    },
  };
}
