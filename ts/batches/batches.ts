// Work in batches, between which the page breathes, progress is told and an abort is heard.
import { breathe } from "./breathe.ts";
import type { Watched } from "./watch.ts";

/** How far the work is. */
export interface Progress {
  done: number;
  total: number;
  /** Milliseconds since the work began. */
  elapsedMs: number;
  /** Milliseconds to go, at the pace so far. */
  etaMs: number;
}

type Tell = Watched<Progress>["onProgress"];

/** A batch takes about so long, in milliseconds: an abort is heard within twice that, or within one item. */
const aim = 40;
/** Unless calling at all takes long, as it does with much data: then a batch takes so many times that. */
const worth = 4;
/** Least time between two calls of `onProgress`. */
const pause = 100;

/** Tells progress, not too often; the last word always. */
export function teller(onProgress: Tell): (counts: Pick<Progress, "done" | "total">) => void {
  const start = performance.now();
  let last = Number.NEGATIVE_INFINITY;
  return ({ done, total }) => {
    const now = performance.now();
    if (!onProgress || (now - last < pause && done < total)) return;
    last = now;
    const elapsedMs = now - start;
    onProgress({ done, total, elapsedMs, etaMs: (elapsedMs / done) * (total - done) });
  };
}

/** Sizes of batches, each from what the ones before took. */
class Sizes {
  readonly #idle: number;
  readonly #most: number;
  /** Items of the next batch. */
  next = 1;

  /** `idle`: what a call for no item takes. */
  constructor(idle: number) {
    this.#idle = idle;
    this.#most = Math.max(aim, worth * idle);
  }

  /** So many items took so long. */
  learn(items: number, taken: number): void {
    const each = Math.max(taken - this.#idle, 0.1) / items;
    this.next = Math.max(1, Math.min(2 * this.next, Math.floor(this.#most / each)));
  }
}

/** Runs items from … to − 1, wherever that is. */
export type RunItems<Part> = (from: number, to: number) => Promise<Part>;

/**
 * Runs items 0 … total − 1 in so many lanes at a time, each of which takes what comes next; parts come in order.
 * Which items come together must not change what comes out.
 */
export async function inLanes<Part>(
  lanes: number,
  total: number,
  run: RunItems<Part>,
  onProgress: Tell,
): Promise<Part[]> {
  const tell = teller(onProgress);
  const parts = new Map<number, Part>();
  let [asked, done] = [0, 0];
  const lane = async () => {
    let start = performance.now();
    await run(0, 0);
    const sizes = new Sizes(performance.now() - start);
    while (asked < total) {
      // Towards the end less, so that all lanes end together.
      const fair = Math.ceil((total - asked) / (2 * lanes));
      const from = asked;
      const to = from + Math.min(sizes.next, fair);
      asked = to;
      start = performance.now();
      parts.set(from, await run(from, to));
      sizes.learn(to - from, performance.now() - start);
      done += to - from;
      tell({ done, total });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
}

/**
 * Runs items 0 … total − 1 in order, as many at a time as fit into the aim. Which ones come together must not
 * change what comes out; a call for none of them, which comes first, tells what calling takes.
 */
export async function inBatches<Part>(
  total: number,
  run: (from: number, to: number) => Part,
  { signal, onProgress }: Watched<Progress>,
): Promise<Part[]> {
  const tell = teller(onProgress);
  const parts: Part[] = [];
  const timed = (from: number, to: number): [Part, number] => {
    const start = performance.now();
    return [run(from, to), performance.now() - start];
  };
  const sizes = new Sizes(timed(0, 0)[1]);
  for (let done = 0; done < total; ) {
    await breathe();
    signal?.throwIfAborted();
    const to = Math.min(total, done + sizes.next);
    const [part, taken] = timed(done, to);
    parts.push(part);
    sizes.learn(to - done, taken);
    done = to;
    tell({ done, total });
  }
  return parts;
}
