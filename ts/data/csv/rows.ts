// A text as rows of cells, with the place of each.
import Papa from "papaparse";
import { RidgelawError } from "../../bridge/errors.ts";
import { type Delimiter, delimiters } from "./options.ts";

/** One row: its cells without surrounding blanks, and where in the text it begins. */
export interface Row {
  cells: string[];
  offset: number;
}

/** A text with line feeds only, and without a byte order mark. */
export function normalised(text: string): string {
  const body = text.startsWith("\uFEFF") ? text.slice(1) : text;
  return body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
}

/** The delimiter that the first row has most of, outside quotes; a comma where it has none. */
export function detectDelimiter(text: string): Delimiter {
  const first = /^(?:"[^"]*"|[^"\n]+)*/.exec(text.trimStart())?.[0] ?? "";
  const bare = first.replace(/"[^"]*"/g, "");
  const count = (delimiter: Delimiter) => bare.split(delimiter).length;
  return delimiters.reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** The number of the line on which `offset` lies, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

/**
 * Hands every row that is not blank to `take`, one at a time, so that no more than one is in memory.
 *
 * @throws RidgelawError `NotCsv` where quotes do not close.
 */
export function forEachRow(text: string, delimiter: Delimiter, take: (row: Row) => void): void {
  let offset = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    newline: "\n",
    step({ data, errors, meta }) {
      const [error] = errors;
      if (error) throw wrongQuotes(text, error.index ?? offset);
      const cells = data.map((cell) => cell.trim());
      if (cells.length > 1 || cells[0] !== "") take({ cells, offset });
      offset = meta.cursor;
    },
  });
}

function wrongQuotes(text: string, offset: number): RidgelawError {
  const place = `line ${lineAt(text, offset)}`;
  return new RidgelawError("NotCsv", place, `${place}: a quoted cell does not end as it should`);
}
