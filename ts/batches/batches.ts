// Work in batches, between which the page breathes, progress is told and an abort is heard.

/** How far the work is. */
export interface Progress {
  done: number;
  total: number;
}

export interface BatchOptions {
  signal: AbortSignal | undefined;
  onProgress: ((progress: Progress) => void) | undefined;
}

/** A batch takes about so long, in milliseconds: an abort is heard within twice that, or within one item. */
const aim = 40;
/** Unless calling at all takes long, as it does with much data: then a batch takes so many times that. */
const worth = 4;
/** Least time between two calls of `onProgress`. */
const pause = 100;

/** Lets timers, messages and aborts through. */
export const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Tells progress, not too often; the last word always. */
export function teller(onProgress: BatchOptions["onProgress"]): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (!onProgress || (now - last < pause && progress.done < progress.total)) return;
    last = now;
    onProgress(progress);
  };
}

/**
 * Runs items 0 … total − 1 in order, as many at a time as fit into the aim. Which ones come together must not
 * change what comes out; a call for none of them, which comes first, tells what calling takes.
 */
export async function inBatches<Part>(
  total: number,
  run: (from: number, to: number) => Part,
  { signal, onProgress }: BatchOptions,
): Promise<Part[]> {
  const tell = teller(onProgress);
  const parts: Part[] = [];
  const timed = (from: number, to: number): [Part, number] => {
    const start = performance.now();
    return [run(from, to), performance.now() - start];
  };
  const [, idle] = timed(0, 0);
  const most = Math.max(aim, worth * idle);
  let size = 1;
  for (let done = 0; done < total; ) {
    await breathe();
    signal?.throwIfAborted();
    const to = Math.min(total, done + size);
    const [part, taken] = timed(done, to);
    parts.push(part);
    const each = Math.max(taken - idle, 0.1) / (to - done);
    size = Math.max(1, Math.min(2 * size, Math.floor(most / each)));
    done = to;
    tell({ done, total });
  }
  return parts;
}
