import { Worker } from "node:worker_threads";
import { workerScript } from "../../ts/bridge/worker_script.ts";

const text = `globalThis.ridgelawPort = require("node:worker_threads").parentPort;\n${workerScript}`;

/** A worker of the script that the library makes its own of. */
export const startWorker = (): Worker => new Worker(text, { eval: true });

/** Workers of which the first so many end once they are given work: their calls are then another's. */
export function mortalWorkers(mortal: number) {
  let made = 0;
  const createWorker = (): Worker => {
    const worker = startWorker();
    if (made++ < mortal) endAtFirstCall(worker);
    return worker;
  };
  return { createWorker, made: () => made };
}

function endAtFirstCall(worker: Worker): void {
  const post = worker.postMessage.bind(worker);
  worker.postMessage = (message: { kind: string }, transfer) => {
    post(message, transfer);
    if (message.kind === "call") void worker.terminate();
  };
}
