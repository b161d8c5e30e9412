// A turn for everyone else between two pieces of work.

interface Port {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

interface Turns {
  /** Node, Deno and Bun: after timers and messages that are due. */
  setImmediate?: (run: () => void) => unknown;
  /** Pages: a message to oneself queues behind what waits; a timer of 0 ms would wait four once timers nest. */
  MessageChannel?: new () => { port1: Port; port2: Port };
}

const turns = globalThis as unknown as Turns;

/** Lets timers, messages and aborts through, in some microseconds. */
export const breathe = (): Promise<void> => new Promise(soon);

function soon(resolve: () => void): void {
  if (turns.setImmediate) turns.setImmediate(resolve);
  else if (turns.MessageChannel) message(new turns.MessageChannel(), resolve);
  else setTimeout(resolve, 0);
}

/** Closed at once: a port that listens would keep its page or process alive. */
function message({ port1, port2 }: { port1: Port; port2: Port }, resolve: () => void): void {
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(undefined);
}
