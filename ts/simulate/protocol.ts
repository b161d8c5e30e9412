// What is said between a pool and its workers.
import type { CoreModule } from "../bridge/source.ts";

/** From the pool. */
export type ToWorker =
  /** First of all: the core, and the work whose batches will be asked for. */
  | { kind: "start"; core: CoreModule; verb: string; options: object }
  /** One batch. */
  | { kind: "run"; batch: number };

/** From a worker. */
export type FromWorker =
  /** The core has started. */
  | { kind: "ready" }
  /** The answer of one batch. */
  | { kind: "done"; batch: number; answer: unknown }
  /** What was thrown instead: of the start, where no batch is named. */
  | { kind: "failed"; batch?: number; error: Thrown };

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
  postMessage(message: FromWorker): void;
}
