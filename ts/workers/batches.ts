// Batches of one verb, their answers in order whoever gives them.
import type { Pool } from "./pool.ts";

/** Batches 0 … count − 1 of a verb, each told from the others by its option `batch`. */
export interface Work {
  verb: string;
  options: object;
  count: number;
}

/** Batches that are asked for beyond what each worker has at hand. */
const ahead = 4;

/** Hands every answer to `take` in the order of batches; few answers wait for slower ones before them. */
export async function runBatches(
  pool: Pool,
  { verb, options, count }: Work,
  take: (answer: unknown, batch: number) => void,
): Promise<void> {
  const pending: Promise<unknown>[] = [];
  let asked = 0;
  for (let batch = 0; batch < count; batch++) {
    for (; asked < Math.min(count, batch + 1 + ahead * pool.size); asked++) {
      const answer = pool.call(verb, { ...options, batch: asked });
      // It is awaited below, unless one before it has failed.
      answer.catch(() => {});
      pending.push(answer);
    }
    take(await pending.shift(), batch);
  }
}

/** Runs `work` on a pool that is closed at its end, or when the signal says so. */
export async function withPool<Result>(
  pool: Pool,
  signal: AbortSignal | undefined,
  work: (pool: Pool) => Promise<Result>,
): Promise<Result> {
  const abort = () => void pool.close(signal?.reason);
  signal?.addEventListener("abort", abort, { once: true });
  if (signal?.aborted) abort();
  try {
    return await work(pool);
  } finally {
    signal?.removeEventListener("abort", abort);
    await pool.close();
  }
}
