// An argument list read by the options of its command; what is not understood is told with a hint.
import { Arguments, type Values } from "./arguments.ts";
import type { Options } from "./command.ts";
import { Misuse } from "./fail.ts";
import { nearest } from "./nearest.ts";
import { parseArgs } from "./platform.ts";

interface Token {
  kind: "option" | "positional" | "option-terminator";
  name?: string;
  rawName?: string;
  value?: string | undefined;
}

/** Reads the arguments after the command's name. */
export function parse(list: readonly string[], options: Options): Arguments {
  const { values, positionals, tokens } = parseArgs({
    args: joinNegativeNumbers(list, options),
    options,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const seen = new Set<string>();
  for (const token of tokens as Token[]) {
    if (token.kind === "option") checkOption(token, options, seen);
  }
  return new Arguments(options, values as Values, positionals);
}

/** `--offset -1` as `--offset=-1`, which would else be read as two options. */
function joinNegativeNumbers(list: readonly string[], options: Options): string[] {
  const joined: string[] = [];
  for (const part of list) {
    const before = joined.at(-1) ?? "";
    const takesValue = before.startsWith("--") && options[before.slice(2)]?.type === "string";
    if (takesValue && /^-[\d.]/.test(part)) joined.splice(-1, 1, `${before}=${part}`);
    else joined.push(part);
  }
  return joined;
}

function checkOption(token: Token, options: Options, seen: Set<string>): void {
  const { name = "", rawName = "", value } = token;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option || !rawName.startsWith("--")) throw new Misuse(unknownOption(rawName, options));
  if (option.type === "string" && (value === undefined || value === "")) {
    throw new Misuse(`${rawName} needs a value, ${option.value ?? "TEXT"}`);
  }
  if (option.type === "boolean" && value !== undefined) {
    throw new Misuse(`${rawName} takes no value`);
  }
  if (seen.has(name) && !option.multiple) throw new Misuse(`${rawName} is given twice`);
  seen.add(name);
}

function unknownOption(rawName: string, options: Options): string {
  const near = nearest(rawName.replace(/^-+/, ""), Object.keys(options));
  return `there is no option ${rawName}; ${near ? `did you mean --${near}?` : "see --help"}`;
}
