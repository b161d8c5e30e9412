// What is said between a pool and its workers.
import type { CoreModule } from "../bridge/core.ts";

/** From the pool. */
export type ToWorker =
  /** First of all: the core and its name, compiled once for all workers. */
  | { kind: "start"; name: string; core: CoreModule }
  /** Options that all calls to come have in common. */
  | { kind: "share"; options: object }
  /** One call of a verb. */
  | { kind: "call"; id: number; verb: string; options: object };

/** From a worker. */
export type FromWorker =
  /** The core has started. */
  | { kind: "ready" }
  /** The answer of a call. */
  | { kind: "done"; id: number; answer: unknown }
  /** What a call threw instead; without `id` it was the start. */
  | { kind: "failed"; id?: number; error: Thrown };

/** An error as plain data. */
export interface Thrown {
  name: string;
  code: string;
  argument: string;
  message: string;
}

/** The worker's own end, which browsers and Node both have. */
export interface Port {
  onmessage: ((event: { data: ToWorker }) => void) | null;
  postMessage(message: FromWorker, handedOver?: ArrayBufferLike[]): void;
}
