// Calls of the core on workers, each with a core of its own; in place where there are none.
import { breathe } from "../batches/breathe.ts";
import type { Core } from "../bridge/core.ts";
import { CoreUnavailable, EngineCrashed, RidgelawError } from "../bridge/errors.ts";
import { marshal } from "../bridge/marshal.ts";
import { described } from "../bridge/options.ts";
import type { FromWorker, Thrown } from "./protocol.ts";
import { cores, type Handle, type Spawn, spawner, type WorkerLike } from "./spawn.ts";

/** Where the work runs. */
export interface PoolOptions {
  /** How many workers; 0 runs in place. As many as there are cores where absent, fewer for little work. */
  workers?: number | undefined;
  /** Makes a worker of `ridgelaw/worker`, for pages whose policy forbids those made of a script's text. */
  createWorker?: (() => WorkerLike) | undefined;
}

/** More share a core without being faster, and take long to start and to end. */
const mostWorkersPerCore = 4;

/** A call that ends this many workers fails. */
const mostDeaths = 3;

/** Work that has fewer calls a worker is done sooner in place than on workers that must start first. */
const callsWorthStarting = 2;

interface Task {
  id: number;
  verb: string;
  options: object;
  deaths: number;
  resolve: (answer: unknown) => void;
  reject: (error: unknown) => void;
}

interface Member {
  handle: Handle;
  ready: boolean;
  task: Task | undefined;
}

/** Workers that take calls; an answer does not depend on who gives it. */
export class Pool {
  /** How many workers there should be. */
  readonly size: number;
  readonly #core: Core;
  readonly #spawn: Spawn;
  readonly #members = new Set<Member>();
  readonly #queue: Task[] = [];
  #shared: object = {};
  #calls = 0;
  #stillborn = 0;
  #closed: { reason: unknown } | undefined;
  #here = false;

  private constructor(core: Core, size: number, spawn: Spawn) {
    this.#core = core;
    this.size = size;
    this.#spawn = spawn;
  }

  /** Starts workers for work of about `calls` calls of a core. */
  static async open(
    core: Core,
    { workers, createWorker }: PoolOptions,
    calls: number,
  ): Promise<Pool> {
    const size = await countWorkers(calls, workers);
    const spawn = size > 0 ? await spawner(createWorker) : () => undefined;
    const pool = new Pool(core, size, spawn);
    for (let i = 0; i < size; i++) pool.#hireOrClose();
    if (!pool.#closed) return pool;
    await pool.close();
    throw pool.#closed.reason;
  }

  /** Options of all calls to come, which cross to each worker once. */
  share(options: object): void {
    const plain = marshal(options) as object;
    this.#shared = { ...this.#shared, ...plain };
    for (const { handle } of this.#members) handle.post({ kind: "share", options: plain });
  }

  /** Runs one verb of the core. */
  call(name: string, options: object): Promise<unknown> {
    if (this.#closed) return Promise.reject(this.#closed.reason);
    return new Promise((resolve, reject) => {
      const id = this.#calls++;
      const plain = marshal(options) as object;
      this.#queue.push({ id, verb: name, options: plain, deaths: 0, resolve, reject });
      this.#assign();
    });
  }

  /** Ends all workers, in the middle of what they do; calls under way are rejected with `reason`. */
  async close(reason?: unknown): Promise<void> {
    this.#closed ??= { reason };
    for (const { reject } of this.#queue.splice(0)) reject(reason);
    const members = [...this.#members];
    for (const { task } of members) task?.reject(reason);
    await Promise.all(members.map(({ handle }) => handle.end()));
  }

  /** A `createWorker` that fails ends all that is under way, and is what calls are rejected with. */
  #hireOrClose(): void {
    if (this.#closed) return;
    try {
      this.#hire();
    } catch (error) {
      void this.close(error);
    }
  }

  #hire(): void {
    let member: Member | undefined;
    const handle = this.#spawn({
      message: (message) => member && this.#hear(member, message),
      death: () => member && this.#bury(member),
    });
    if (!handle) return;
    member = { handle, ready: false, task: undefined };
    this.#members.add(member);
    handle.post({ kind: "start", name: this.#core.name, core: this.#core.module() });
    handle.post({ kind: "share", options: this.#shared });
  }

  /** Idle workers take what waits; where there are none at all, this thread does. */
  #assign(): void {
    if (this.#closed) return;
    for (const member of this.#members) {
      if (!member.ready || member.task) continue;
      const task = this.#queue.shift();
      if (!task) return;
      member.task = task;
      const { id, verb: name, options } = task;
      member.handle.post({ kind: "call", id, verb: name, options });
    }
    if (this.#members.size === 0) void this.#runHere();
  }

  /** In place; others have their turn before each call. */
  async #runHere(): Promise<void> {
    if (this.#here) return;
    this.#here = true;
    for (;;) {
      await breathe();
      const task = this.#queue.shift();
      if (!task) break;
      try {
        task.resolve(this.#core.verb(task.verb, { ...this.#shared, ...task.options }));
      } catch (error) {
        task.reject(error);
      }
    }
    this.#here = false;
  }

  #hear(member: Member, message: FromWorker): void {
    if (this.#closed) return;
    if (message.kind === "ready") member.ready = true;
    else if (message.kind === "failed" && message.id === undefined) {
      this.#lose(member);
      return;
    } else {
      const { task } = member;
      member.task = undefined;
      if (message.kind === "done") task?.resolve(message.answer);
      else task?.reject(revived(message.error));
    }
    this.#assign();
  }

  /** A worker has died: another takes its call, which has the same answer there. */
  #bury(member: Member): void {
    if (!this.#members.has(member) || this.#closed) return;
    const { task } = member;
    if (task) {
      task.deaths++;
      if (task.deaths < mostDeaths) this.#queue.unshift(task);
      else task.reject(new EngineCrashed(`a call of ${task.verb} ended ${mostDeaths} workers`));
    }
    this.#lose(member);
  }

  /** Puts another in a worker's place, unless workers do not come to life here. */
  #lose(member: Member): void {
    this.#members.delete(member);
    void member.handle.end();
    if (!member.ready) this.#stillborn++;
    if (this.#stillborn < mostDeaths) this.#hireOrClose();
    this.#assign();
  }
}

async function countWorkers(calls: number, asked: number | undefined): Promise<number> {
  if (asked === undefined) return Math.min(await cores(), Math.floor(calls / callsWorthStarting));
  if (!(Number.isInteger(asked) && asked >= 0)) {
    const message = `workers must be a whole number from 0 up, not ${described(asked)}`;
    throw new RidgelawError("OutOfRange", "workers", message);
  }
  return asked === 0 ? 0 : Math.min(asked, calls, mostWorkersPerCore * (await cores()));
}

/** The error of a worker as one of this side. */
function revived({ name, code, argument, message }: Thrown): Error {
  const crash = message.replace(/^The engine crashed: /, "");
  if (name === "EngineCrashed" || !code) return new EngineCrashed(crash);
  if (name === "CoreUnavailable") return new CoreUnavailable(message);
  return new RidgelawError(code, argument, message);
}
