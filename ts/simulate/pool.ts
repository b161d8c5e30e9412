// Batches of one verb on workers, their answers in order: what is answered does not depend on who answers.
import { CoreUnavailable, EngineCrashed, RidgelawError } from "../bridge/errors.ts";
import { marshal } from "../bridge/marshal.ts";
import { coreModule } from "../bridge/raw.ts";
import { verb } from "../bridge/verb.ts";
import type { FromWorker, Thrown } from "./protocol.ts";
import { cores, type Handle, type Spawn, spawner, type WorkerLike } from "./spawn.ts";

/** Where the batches run. */
export interface PoolOptions {
  /** How many workers; 0 runs in place. As many as there are cores where absent. */
  workers?: number | undefined;
  /** Stops the work within a tenth of a second and leaves no worker behind; the promise rejects with its reason. */
  signal?: AbortSignal | undefined;
  /** Makes a worker of `ridgelaw/worker`, for pages whose policy forbids those made of a script's text. */
  createWorker?: (() => WorkerLike) | undefined;
}

/** Batches 0 … count − 1 of a verb, each told from the others by its option `batch`. */
export interface Work {
  verb: string;
  options: object;
  count: number;
}

/** Called with every answer in the order of batches. */
export type Take = (answer: unknown, batch: number) => void;

/** A batch that ends this many workers ends the work. */
const mostDeaths = 3;

/** Work that has fewer batches a worker runs sooner in place than on workers that must start first. */
const batchesWorthStarting = 2;

/** Runs all batches; the answers do not depend on the number of workers. */
export async function runBatches(work: Work, options: PoolOptions, take: Take): Promise<void> {
  options.signal?.throwIfAborted();
  const workers = await countWorkers(work.count, options.workers);
  const plain = { ...work, options: marshal(work.options) as object };
  const spawn = workers > 0 ? await spawner(options.createWorker) : () => undefined;
  const pool = new Pool(plain, workers, spawn, take);
  await pool.run(options.signal);
  if (pool.next < work.count) await runHere(plain, pool.next, options.signal, take);
}

async function countWorkers(batches: number, asked: number | undefined): Promise<number> {
  if (asked === undefined) {
    return Math.min(await cores(), Math.floor(batches / batchesWorthStarting));
  }
  if (Number.isInteger(asked) && asked >= 0) return Math.min(asked, batches);
  const message = `workers must be a whole number from 0 up, not ${String(asked)}`;
  throw new RidgelawError("OutOfRange", "workers", message);
}

/** In place; others have their turn between batches. */
async function runHere(
  { verb: name, options, count }: Work,
  from: number,
  signal: AbortSignal | undefined,
  take: Take,
): Promise<void> {
  for (let batch = from; batch < count; batch++) {
    take(verb(name, { ...options, batch }), batch);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
  }
}

interface Member {
  handle: Handle;
  ready: boolean;
  batch: number | undefined;
}

class Pool {
  /** The first batch whose answer has not been taken. */
  next = 0;
  readonly #work: Work;
  readonly #size: number;
  readonly #spawn: Spawn;
  readonly #take: Take;
  readonly #members = new Set<Member>();
  readonly #waiting: number[] = [];
  readonly #answers = new Map<number, unknown>();
  readonly #deaths = new Map<number, number>();
  #asked = 0;
  #stillborn = 0;
  #finish: (error?: unknown) => void = () => {};
  #over = false;

  constructor(work: Work, size: number, spawn: Spawn, take: Take) {
    this.#work = work;
    this.#size = size;
    this.#spawn = spawn;
    this.#take = take;
  }

  /** Ends when all batches are done, or when no worker can be had: then `next` says what is left. */
  async run(signal: AbortSignal | undefined): Promise<void> {
    if (this.#size === 0 || this.#work.count === 0) return;
    const done = new Promise<void>((resolve, reject) => {
      this.#finish = (error) => {
        this.#over = true;
        if (error === undefined) resolve();
        else reject(error);
      };
    });
    const abort = () => this.#finish(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      for (let i = 0; i < this.#size; i++) this.#hire();
      await done;
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#over = true;
      await Promise.all([...this.#members].map(({ handle }) => handle.end()));
    }
  }

  #hire(): void {
    let member: Member | undefined;
    const handle = this.#spawn({
      message: (message) => member && this.#hear(member, message),
      death: () => member && this.#bury(member),
    });
    if (!handle) {
      this.#unavailable();
      return;
    }
    member = { handle, ready: false, batch: undefined };
    this.#members.add(member);
    handle.post({
      kind: "start",
      core: coreModule(),
      verb: this.#work.verb,
      options: this.#work.options,
    });
  }

  #hear(member: Member, message: FromWorker): void {
    if (this.#over) return;
    if (message.kind === "failed") {
      this.#finish(revived(message.error));
      return;
    }
    member.ready = true;
    if (message.kind === "done") {
      member.batch = undefined;
      this.#answers.set(message.batch, message.answer);
      this.#deliver();
    }
    this.#assignAll();
  }

  #assignAll(): void {
    if (!this.#over) for (const member of this.#members) this.#assign(member);
  }

  /** Hands over what is next in order. */
  #deliver(): void {
    try {
      while (this.#answers.has(this.next)) {
        const answer = this.#answers.get(this.next);
        this.#answers.delete(this.next);
        this.#take(answer, this.next);
        this.next++;
      }
    } catch (error) {
      this.#finish(error);
    }
    if (!this.#over && this.next === this.#work.count) this.#finish();
  }

  /** Gives an idle worker its next batch; none runs far ahead of the slowest, so that few answers wait. */
  #assign(member: Member): void {
    if (!member.ready || member.batch !== undefined) return;
    const ahead = this.next + 8 * this.#size;
    const batch =
      this.#waiting.shift() ??
      (this.#asked < Math.min(this.#work.count, ahead) ? this.#asked++ : undefined);
    if (batch === undefined) return;
    member.batch = batch;
    member.handle.post({ kind: "run", batch });
  }

  /** A worker has died: another takes its batch, which has the same answer there. */
  #bury(member: Member): void {
    if (!this.#members.delete(member) || this.#over) return;
    const { batch } = member;
    if (!member.ready) {
      this.#unavailable();
      return;
    }
    if (batch !== undefined) {
      const deaths = (this.#deaths.get(batch) ?? 0) + 1;
      this.#deaths.set(batch, deaths);
      if (deaths === mostDeaths) {
        this.#finish(new EngineCrashed(`batch ${batch} ended ${deaths} workers`));
        return;
      }
      this.#waiting.unshift(batch);
      this.#assignAll();
    }
    this.#hire();
  }

  /** No worker came of it. The others go on; with none left the rest runs in place. */
  #unavailable(): void {
    this.#stillborn++;
    if (this.#members.size === 0 || this.#stillborn > 4 * this.#size) this.#finish();
  }
}

/** The error of a worker as one of this side. */
function revived({ name, code, argument, message }: Thrown): Error {
  if (name === "EngineCrashed")
    return new EngineCrashed(message.replace(/^The engine crashed: /, ""));
  if (name === "CoreUnavailable") return new CoreUnavailable(message);
  return code ? new RidgelawError(code, argument, message) : new EngineCrashed(message);
}
