// The worker's side: a core of its own, and batches one after another.
import { RidgelawError } from "../bridge/errors.ts";
import { provide } from "../bridge/source.worker.ts";
import { verb } from "../bridge/verb.ts";
import type { FromWorker, Port, Thrown, ToWorker } from "./protocol.ts";

/** Answers messages until the worker is ended. */
export function serve(port: Port): void {
  let work: { verb: string; options: object } | undefined;
  const answer = (message: ToWorker): FromWorker => {
    if (message.kind === "start") {
      provide(message.core);
      work = message;
      verb("version", {});
      return { kind: "ready" };
    }
    const { batch } = message;
    if (!work) throw new Error("a batch came before its work");
    return { kind: "done", batch, answer: verb(work.verb, { ...work.options, batch }) };
  };
  port.onmessage = ({ data }) => {
    try {
      port.postMessage(answer(data));
    } catch (error) {
      const of = data.kind === "run" ? { batch: data.batch } : {};
      port.postMessage({ kind: "failed", ...of, error: plain(error) });
    }
  };
}

function plain(error: unknown): Thrown {
  if (error instanceof RidgelawError) {
    const { name, code, argument, message } = error;
    return { name, code, argument, message };
  }
  return { name: "Error", code: "", argument: "", message: String(error) };
}
