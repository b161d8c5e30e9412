// An error of the library as one about the file that its argument came from.
import { RidgelawError } from "ridgelaw";
import { Misuse } from "./fail.ts";
import { nameOf } from "./platform.ts";

/** What to say of a file; undefined of an error that is about something else. */
type Words = (error: RidgelawError) => string | undefined;

/** Runs what works on the contents of a file: an error names it. */
export function ofFile<T>(path: string, run: () => T, words: Words = ofProblem): T {
  try {
    return run();
  } catch (error) {
    throw aboutFile(path, error, words);
  }
}

/** The same of what takes its time. */
export async function ofFileLater<T>(
  path: string,
  run: () => Promise<T>,
  words: Words = ofProblem,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw aboutFile(path, error, words);
  }
}

/** What to throw in an error's place: itself where the file is not to blame. */
export function aboutFile(path: string, error: unknown, words: Words): unknown {
  if (!(error instanceof RidgelawError) || error.code === "EngineCrashed") return error;
  const said = words(error);
  return said === undefined ? error : new Misuse(`${nameOf(path)}: ${said}`);
}

/** Of a file that holds the options of a call. */
export const ofProblem: Words = ({ message }) => message.replace(/^options /, "the problem ");

/** Of a table: an entry of a list by its row and the column that the list was read from; `columns` has their names. */
export const ofRows =
  (columns: Readonly<Record<string, string>>): Words =>
  ({ argument, message }) => {
    const [, name = "", index] = /^(\w+)(?:\[(\d+)\])?$/.exec(argument) ?? [];
    const column = columns[name];
    if (column === undefined || !message.startsWith(argument)) return undefined;
    const row = index === undefined ? "" : `row ${Number(index) + 1}, `;
    return `${row}column ${column}${message.slice(argument.length)}`;
  };

/** Of a table of features: a column by its name. */
export const ofFeatures =
  (names: readonly string[]): Words =>
  ({ argument, message }) => {
    if (argument !== "X" || !message.startsWith("X ")) return undefined;
    const named = message.replace(
      /\bX\[:, (\d+)\]/g,
      (place, j) => `column ${names[Number(j)] ?? place}`,
    );
    return `the table ${named.slice(2)}`;
  };

/** Of a file that is read: the message with `names` for the arguments of the reader. */
export const ofReader =
  (names: Readonly<Record<string, string>> = {}): Words =>
  ({ argument, message }) => {
    const name = names[argument];
    return name && message.startsWith(argument) ? name + message.slice(argument.length) : message;
  };
