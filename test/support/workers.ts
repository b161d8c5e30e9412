import type { Worker } from "node:worker_threads";

/** Ends a worker as soon as it has been given work: its call is then another's. */
export function endAtFirstCall(worker: Worker): void {
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (message: { kind: string }, transfer) => {
    post(message, transfer);
    if (message.kind === "call") void worker.terminate();
  };
}
