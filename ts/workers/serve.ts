// The worker's side: a core of its own, and calls one after another.
import { Core } from "../bridge/core.ts";
import { CoreUnavailable, RidgelawError } from "../bridge/errors.ts";
import type { FromWorker, Port, Thrown, ToWorker } from "./protocol.ts";

/** Answers messages until the worker is ended. */
export function serve(port: Port): void {
  let core: Core | undefined;
  let shared = {};
  const reply = (message: ToWorker): FromWorker | undefined => {
    switch (message.kind) {
      case "start":
        core = started(message);
        return { kind: "ready" };
      case "share":
        shared = { ...shared, ...message.options };
        return undefined;
      case "call":
        return answer(core, message, shared);
    }
  };
  port.onmessage = ({ data }) => {
    try {
      const said = reply(data);
      if (said) port.postMessage(said, numbersOf(said));
    } catch (error) {
      const of = data.kind === "call" ? { id: data.id } : {};
      port.postMessage({ kind: "failed", ...of, error: plain(error) });
    }
  };
}

/** The numbers of an answer, which this side needs no more: they are handed over, not copied. */
function numbersOf(message: FromWorker): ArrayBufferLike[] {
  const answer: unknown = message.kind === "done" ? message.answer : undefined;
  if (typeof answer !== "object" || answer === null) return [];
  const arrays = Object.values(answer).filter((entry) => entry instanceof Float64Array);
  return [...new Set(arrays.map(({ buffer }) => buffer))];
}

/** The core that a message brought, at work. */
function started({ name, core: module }: Extract<ToWorker, { kind: "start" }>): Core {
  const core = new Core(name, () => module);
  core.verb("version", {});
  return core;
}

function answer(
  core: Core | undefined,
  { id, verb, options }: Extract<ToWorker, { kind: "call" }>,
  shared: object,
): FromWorker {
  if (!core) throw new CoreUnavailable("This worker was given no core.");
  return { kind: "done", id, answer: core.verb(verb, { ...shared, ...options }) };
}

function plain(error: unknown): Thrown {
  if (error instanceof RidgelawError) {
    const { name, code, argument, message } = error;
    return { name, code, argument, message };
  }
  return { name: "Error", code: "", argument: "", message: String(error) };
}
