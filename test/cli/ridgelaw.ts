// Runs the built command as a process of its own.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";

// `npm test` points this at the packed and installed package.
const installed = process.env["RIDGELAW_PACKAGE"];
const root = installed ?? fileURLToPath(new URL("../..", import.meta.url));
export const cli = join(root, "dist", "cli.js");
if (!existsSync(cli)) throw new Error(`${cli} is absent: run npm run build`);

/** The machine's own Node, not the newer one among the packages, which runs these tests. */
export const node =
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"))
    .find((path) => existsSync(path)) ?? process.execPath;

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `ridgelaw` with these arguments to its end. */
export function ridgelaw(args: readonly string[], input = ""): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(node, [cli, ...args]);
    const outcome: Outcome = { code: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      outcome.stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      outcome.stderr += chunk;
    });
    child.stdin.on("error", () => {}).end(input);
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...outcome, code }));
  });
}

/** The one JSON document that a command prints, and nothing beside it. */
// biome-ignore lint/suspicious/noExplicitAny: JSON has any shape; each test says which it expects.
export async function json(args: readonly string[], input = ""): Promise<any> {
  const { code, stdout, stderr } = await ridgelaw([...args, "--json"], input);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout.endsWith("\n")).toBe(true);
  return JSON.parse(stdout);
}

/** The one line that wrong use prints on stderr, with nothing on stdout and exit code 2. */
export async function misuse(args: readonly string[], input = ""): Promise<string> {
  const outcome = await ridgelaw(args, input);
  return complaint(outcome, 2);
}

/** The one line of a command that ended with `code`. */
export function complaint({ code, stdout, stderr }: Outcome, expected: number): string {
  expect([code, stdout]).toEqual([expected, ""]);
  expect(stderr).toMatch(/^ridgelaw[^\n]*: [^\n]+\n$/);
  return stderr.trimEnd();
}

/** A folder that is removed when the tests of a file have run. */
export class Folder {
  readonly path = mkdtempSync(join(tmpdir(), "ridgelaw-cli-"));

  at = (name: string): string => join(this.path, name);

  /** Writes a file and returns its path. */
  write(name: string, contents: string | Uint8Array): string {
    writeFileSync(this.at(name), contents);
    return this.at(name);
  }

  list = (): string[] => readdirSync(this.path).sort();

  remove = (): void => rmSync(this.path, { recursive: true, force: true });
}

/** A CSV of named columns. */
export function toCsv(columns: Readonly<Record<string, readonly (number | string)[]>>): string {
  const names = Object.keys(columns);
  const [first = []] = Object.values(columns);
  const rows = first.map((_, i) => names.map((name) => columns[name]?.[i]).join(","));
  return `${[names.join(","), ...rows].join("\n")}\n`;
}
