// Text of whole rows, from bytes that come in any pieces.
import { RidgelawError } from "../bridge/errors.ts";
import { type ByteSource, piecesOf } from "./bytes.ts";

/** No row is longer than this; a quote that does not close would else take all that follows into memory. */
const longestRow = 64e6;

/** Text that ends with a row's end, except perhaps the last, of `least` characters or more. Line ends are line feeds. */
export async function* wholeRows(bytes: ByteSource, least: number): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const piece of piecesOf(bytes)) {
    rest += decode(() => decoder.decode(piece, { stream: true }));
    if (rest.length < least) continue;
    // A carriage return at the end may have its line feed in the next piece.
    const text = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
    const end = lastRowEnd(text);
    if (end === 0 && text.length > longestRow) throw tooLong();
    if (end > 0) yield withLineFeeds(text.slice(0, end));
    rest = rest.slice(end);
  }
  rest += decode(() => decoder.decode());
  if (rest !== "") yield withLineFeeds(rest);
}

const withLineFeeds = (text: string) => text.replace(/\r\n?/g, "\n");

function decode(run: () => string): string {
  try {
    return run();
  } catch (cause) {
    throw new RidgelawError("NotCsv", "bytes", "bytes are not text in UTF-8", { cause });
  }
}

const tooLong = () =>
  new RidgelawError("NotCsv", "bytes", "a row does not end within 64 MB: a quote is not closed");

/** Where the last row of a text that begins with a row ends: after a line end outside quotes. */
function lastRowEnd(text: string): number {
  const last = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r")) + 1;
  if (!text.includes('"')) return last;
  let end = 0;
  let quoted = false;
  for (let i = 0; i < last; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    else if (!quoted && (code === 10 || code === 13)) end = i + 1;
  }
  return end;
}
