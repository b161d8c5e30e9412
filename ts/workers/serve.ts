// The worker's side: a core of its own, and calls one after another.
import { RidgelawError } from "../bridge/errors.ts";
import { provide } from "../bridge/source.worker.ts";
import { verb } from "../bridge/verb.ts";
import type { FromWorker, Port, Thrown, ToWorker } from "./protocol.ts";

/** Answers messages until the worker is ended. */
export function serve(port: Port): void {
  let shared = {};
  port.onmessage = ({ data }) => {
    try {
      if (data.kind === "share") shared = { ...shared, ...data.options };
      else port.postMessage(answer(data, shared));
    } catch (error) {
      const of = data.kind === "call" ? { id: data.id } : {};
      port.postMessage({ kind: "failed", ...of, error: plain(error) });
    }
  };
}

function answer(message: Exclude<ToWorker, { kind: "share" }>, shared: object): FromWorker {
  if (message.kind === "start") {
    provide(message.core);
    verb("version", {});
    return { kind: "ready" };
  }
  return {
    kind: "done",
    id: message.id,
    answer: verb(message.verb, { ...shared, ...message.options }),
  };
}

function plain(error: unknown): Thrown {
  if (error instanceof RidgelawError) {
    const { name, code, argument, message } = error;
    return { name, code, argument, message };
  }
  return { name: "Error", code: "", argument: "", message: String(error) };
}
