/** Stands before the second character of a byte that has no character of its own. */
export const prefixes = "|~";

/** Printable ASCII, less what a string literal or a script element in a page must escape. */
export const alphabet = (): string =>
  Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
    .filter((character) => !`"\\<`.includes(character))
    .join("");

/**
 * Every byte's text: the most frequent bytes take one character, the others two.
 *
 * Denser than base64 (about 1.1 characters a byte of WebAssembly instead of 1.33), and bytes stay aligned, so that
 * what a server compresses is nearly as small as the compressed file.
 */
export function codes(): string[] {
  const characters = Array.from(alphabet());
  const singles = characters.filter((character) => !prefixes.includes(character));
  const doubles = Array.from(prefixes).flatMap((prefix) =>
    characters.map((character) => prefix + character),
  );
  return [...singles, ...doubles].slice(0, 256);
}

/** The bytes of `text`; `order` lists all 256 bytes, the most frequent first. */
export function decode(text: string, order: readonly number[]): Uint8Array<ArrayBuffer> {
  const tables = decodingTables(order);
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const prefix = prefixes.indexOf(text.charAt(i));
    const table = tables[prefix + 1] as Uint8Array;
    if (prefix >= 0) i++;
    bytes[length++] = table[text.charCodeAt(i)] as number;
  }
  return bytes.slice(0, length);
}

/** Character code to byte: one table for single characters, then one for each prefix. */
function decodingTables(order: readonly number[]): Uint8Array[] {
  const tables = [new Uint8Array(128), ...Array.from(prefixes, () => new Uint8Array(128))];
  codes().forEach((code, rank) => {
    const table = tables[
      code.length === 1 ? 0 : prefixes.indexOf(code.charAt(0)) + 1
    ] as Uint8Array;
    table[code.charCodeAt(code.length - 1)] = order[rank] as number;
  });
  return tables;
}
