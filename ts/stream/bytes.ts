// Bytes that come piece by piece, on any platform.
import { RidgelawError } from "../bridge/errors.ts";

/** What files, requests and sockets give: a Node stream, a web stream, or any iterable of bytes. */
export type ByteSource =
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | Iterable<Uint8Array>;

/** Every piece, whatever the source; a source that is not read to its end is closed. */
export async function* piecesOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  const isIterable =
    typeof source === "object" &&
    source !== null &&
    !ArrayBuffer.isView(source) &&
    (Symbol.asyncIterator in source || Symbol.iterator in source);
  if (isIterable) {
    for await (const piece of source as AsyncIterable<Uint8Array>) yield requireBytes(piece);
    return;
  }
  const reader = (source as ReadableStream<Uint8Array>)?.getReader?.();
  if (!reader) throw wrong("bytes must be a stream of bytes, or an iterable of Uint8Arrays");
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield requireBytes(value);
    }
  } finally {
    await reader.cancel();
  }
}

function requireBytes(piece: unknown): Uint8Array {
  if (piece instanceof Uint8Array) return piece;
  throw wrong(`bytes must come as Uint8Arrays, not as ${typeof piece}`);
}

const wrong = (message: string) => new RidgelawError("WrongType", "bytes", message);
