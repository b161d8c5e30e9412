// What --help prints.
import type { Command, Options } from "./command.ts";

/** The page of the whole program. */
export function overview(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }): [string, string] => [name, summary]);
  return [
    "Usage: ridgelaw COMMAND [options]",
    "",
    "How well ridge regression learns: from a spectrum, or from your data.",
    "",
    ...table(rows),
    "",
    "ridgelaw COMMAND --help tells more; ridgelaw --version prints the version.",
    "With --json a command prints one JSON document to stdout and nothing else.",
    "Exit codes: 0 done, 1 failed, 2 wrong use.",
    "",
  ].join("\n");
}

/** The page of one command. */
export function page({ name, summary, usage, options, notes }: Command, all: Options): string {
  const rows = Object.entries({ ...options, ...all }).map(([option, spec]): [string, string] => {
    const value = spec.type === "string" ? ` ${spec.value ?? "TEXT"}` : "";
    return [`--${option}${value}`, spec.help];
  });
  const end = notes ? ["", notes.trim()] : [];
  return [`Usage: ridgelaw ${name} ${usage}`, "", summary, "", ...table(rows), ...end, ""].join(
    "\n",
  );
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
