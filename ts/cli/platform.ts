// All that the commands want of the platform: files, streams, and the reading of an argument list.
import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { Failure, Misuse } from "./fail.ts";

export { parseArgs } from "node:util";

/** The version of the package that this is part of. */
export const packageVersion = (): string =>
  createRequire(import.meta.url)("ridgelaw/package.json").version;

/** The folder of an installed npm package; undefined where it is not installed. */
export function packageFolder(name: string): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

/** The contents of a file, or of stdin where `path` is "-". */
export async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return path === "-" ? await readStdin() : readFileSync(path);
  } catch (error) {
    throw new Misuse(`${nameOf(path)} cannot be read: ${reason(error)}`);
  }
}

/** The bytes of a file, or of stdin where `path` is "-", piece by piece. */
export async function* openBytes(path: string): AsyncGenerator<Uint8Array> {
  const stream = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: 2 ** 20 });
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new Misuse(`${nameOf(path)} cannot be read: ${reason(error)}`);
  }
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** What a string can hold, with room to spare. */
const longestText = 500e6;

/** The contents of a text file; a byte order mark is left out. */
export async function readText(path: string): Promise<string> {
  const bytes = await readBytes(path);
  if (bytes.length > longestText) {
    const megabytes = Math.ceil(bytes.length / 1e6);
    throw new Misuse(`${nameOf(path)} has ${megabytes} MB, more than the 500 MB that can be read`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Misuse(`${nameOf(path)} is not a text file in UTF-8`);
  }
}

/** What messages call an input. */
export const nameOf = (path: string): string => (path === "-" ? "stdin" : path);

/** Ends a command before its work where `path` could not be written after it; no place for a file is wrong use. */
export function requireWritable(path: string, input?: string): void {
  try {
    const target = targetOf(path);
    if (input !== undefined && target.exists && target.path === targetOf(input).path) {
      throw new Misuse(`${path} is the input, which would be lost`);
    }
    if (path.endsWith("/") || (target.exists && !target.isFile)) {
      throw new Misuse(`${path} is not a file to write to`);
    }
    accessSync(dirname(target.path), constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** Writes a whole file or nothing: under a passing name first, then renamed. */
export function writeWhole(path: string, text: string): void {
  const { target, passing } = passingName(path);
  try {
    writeSynced(passing, Buffer.from(text));
    renameSync(passing, target);
  } catch (error) {
    rmSync(passing, { force: true });
    throw cannotWrite(path, error);
  }
}

/** The same for a text that comes in pieces; where they end in an error, nothing is written. */
export async function writePieces(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const { target, passing } = passingName(path);
  try {
    await writeStreamed(passing, pieces);
    renameSync(passing, target);
  } catch (error) {
    rmSync(passing, { force: true });
    throw (error as NodeJS.ErrnoException).code ? cannotWrite(path, error) : error;
  }
}

function passingName(path: string) {
  requireWritable(path);
  const target = targetOf(path).path;
  // Not the file's own name with more behind it, which may be as long as names can be.
  return { target, passing: join(dirname(target), `.ridgelaw-${randomUUID().slice(0, 8)}.tmp`) };
}

/** A text file's contents; undefined where there is none. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    const message = `${path} cannot be read: ${reason(error)}`;
    throw noPlace.includes(code) ? new Misuse(message) : new Failure(message);
  }
}

/** Makes a folder, and those above it, where they are absent. */
export function makeFolder(path: string): void {
  try {
    makeWithParents(resolve(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "EEXIST" ? "it is a file" : reason(error);
    const message = `the folder ${path} cannot be made: ${why}`;
    throw ["EEXIST", "ENOTDIR"].includes(code ?? "") ? new Misuse(message) : new Failure(message);
  }
}

/** Step by step: Node's own way goes round for ever below /proc, where no folder can be made. */
function makeWithParents(path: string): void {
  const isThere = () => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  if (isThere()) return;
  const above = dirname(path);
  if (!existsSync(above)) makeWithParents(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another may have made it meanwhile.
    if (!isThere()) throw error;
  }
}

/** The path of a name in a folder. */
export const inFolder = (folder: string, name: string): string => join(folder, name);

/** A variable of the environment, where it is set. */
export const environment = (name: string): string | undefined => process.env[name] || undefined;

/** Aborts when this process is told to end; told a second time, it ends at once. */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => controller.abort(new Failure(`stopped by ${name}`)));
  }
  return controller.signal;
}

/** What a path leads to, links followed. */
function targetOf(path: string) {
  const found = statSync(path, { throwIfNoEntry: false });
  return {
    path: found ? realpathSync(path) : path,
    exists: found !== undefined,
    isFile: found?.isFile() ?? false,
  };
}

function writeSynced(path: string, bytes: Uint8Array): void {
  const file = openSync(path, "wx");
  try {
    writeAll(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Characters that are written at a time. */
const pieceLength = 2 ** 20;

async function writeStreamed(path: string, pieces: AsyncIterable<string>): Promise<void> {
  const file = openSync(path, "wx");
  let text = "";
  const flush = () => {
    writeAll(file, Buffer.from(text));
    text = "";
  };
  try {
    for await (const piece of pieces) {
      text += piece;
      if (text.length >= pieceLength) flush();
    }
    flush();
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Codes of what is wrong with a path itself. */
const noPlace = ["ENOENT", "ENOTDIR", "EISDIR", "ENAMETOOLONG", "ELOOP", "ERR_INVALID_ARG_VALUE"];

function cannotWrite(path: string, error: unknown): Error {
  if (error instanceof Failure || error instanceof Misuse) return error;
  const message = `${path} cannot be written: ${reason(error)}`;
  const { code = "" } = error as NodeJS.ErrnoException;
  return noPlace.includes(code) ? new Misuse(message) : new Failure(message);
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Prints to stdout. A reader that has gone away ends the output, not in an error. */
export function print(text: string): void {
  process.stdout.once("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") complain(`ridgelaw: stdout cannot be written: ${reason(error)}`);
    process.exit(error.code === "EPIPE" ? 0 : 1);
  });
  process.stdout.write(text);
}

/** Characters of a complaint: what it quotes can be of any length. */
const longest = 1_000;

/** One line on stderr. */
export function complain(line: string): void {
  const shown = line.length > longest ? `${line.slice(0, longest)} …` : line;
  process.stderr.write(`${shown.replaceAll(/\s*\n\s*/g, " ")}\n`);
}

/** Tells how far something is in place of the last such line, on a terminal only; an empty text ends it. */
export function progressLine(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

/** Tells what is being done, on a terminal only. */
export function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`);
}

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ""] ?? message;
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOSPC: "no space is left",
  EROFS: "the file system is read-only",
  ENOTDIR: "a part of its path is not a folder",
  ENAMETOOLONG: "its name is too long",
  ELOOP: "its links lead nowhere",
  ERR_FS_FILE_TOO_LARGE: "it is larger than 2 GB",
};
