// What a command is: a row in the table of `ridgelaw --help`, and a function from arguments to an answer.
import type { Arguments } from "./arguments.ts";

/** An option `--name`. Every command also has `--json` and `--help`, which it need not list. */
export interface Option {
  type: "string" | "boolean";
  /** Whether it may be given several times. */
  multiple?: boolean;
  /** What stands for its value in the help: `NUMBER`, `NAME`, `FILE`. */
  value?: string;
  /** One line for the help. */
  help: string;
}

export type Options = Readonly<Record<string, Option>>;

/** What a command answers; it never prints to stdout itself. */
export interface Answer {
  /** With `--json` each is printed on a line of its own: one, or as many as there were lines of input. */
  documents: readonly unknown[];
  /** What is printed without `--json`. */
  text: () => string;
}

export interface Command {
  name: string;
  /** One line for `ridgelaw --help`. */
  summary: string;
  /** The arguments after the command's name: `FILE --target NAME --at SIZES`. */
  usage: string;
  options: Options;
  /** Ends the help: examples and what the numbers mean. */
  notes?: string;
  /**
   * Does the work. What it throws is told in one line: `Misuse` and `RidgelawError` end with exit code 2, all else with 1.
   * Files are written with `writeWhole` of platform.ts, progress is told with its `progress`.
   */
  run(args: Arguments): Answer | Promise<Answer>;
}
