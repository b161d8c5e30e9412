// The arguments of one call, each read as what it is to be.
import type { Options } from "./command.ts";
import { Misuse } from "./fail.ts";

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Options and positional arguments; asking for an option that the command does not have is a defect. */
export class Arguments {
  readonly positionals: readonly string[];
  readonly #values: Values;
  readonly #options: Options;

  constructor(options: Options, values: Values, positionals: readonly string[]) {
    this.#options = options;
    this.#values = values;
    this.positionals = positionals;
  }

  /** The arguments that are no options, just as many as `usage` has words. */
  operands<Count extends string[] = [string]>(...usage: Count): { [K in keyof Count]: string } {
    const given = this.positionals;
    const absent = usage[given.length];
    if (absent) throw new Misuse(`${absent} is missing; see --help`);
    const extra = given[usage.length];
    if (extra !== undefined) {
      throw new Misuse(
        `${extra} is one argument too many; the command takes ${usage.join(" ") || "none"}`,
      );
    }
    return given.slice() as { [K in keyof Count]: string };
  }

  /** Whether the command has such an option at all. */
  knows(name: string): boolean {
    return name in this.#options;
  }

  has(name: string): boolean {
    return this.#value(name) !== undefined;
  }

  flag(name: string): boolean {
    return this.#value(name) === true;
  }

  text(name: string): string | undefined {
    const value = this.#value(name);
    return typeof value === "string" ? value : undefined;
  }

  /** Every value of an option that may be repeated. */
  texts(name: string): string[] {
    const value = this.#value(name) ?? [];
    return (Array.isArray(value) ? value : [value]).map(String);
  }

  /** A value out of a list. */
  choice<Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const value = this.text(name);
    const choice = choices.find((known) => known === value);
    if (value === undefined || choice !== undefined) return choice;
    throw new Misuse(`--${name} must be one of ${choices.join(", ")}, not ${value}`);
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : toNumber(name, value);
  }

  /** Numbers with commas between them. */
  numbers(name: string): number[] | undefined {
    return this.text(name)
      ?.split(",")
      .map((part) => toNumber(name, part));
  }

  /** Names with commas between them, from every time the option was given. */
  names(name: string): string[] {
    return this.texts(name).flatMap((list) => list.split(",").map((part) => part.trim()));
  }

  #value(name: string) {
    if (!(name in this.#options)) throw new Error(`there is no option --${name}`);
    return this.#values[name];
  }
}

function toNumber(name: string, text: string): number {
  const value = number.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw new Misuse(`--${name} takes finite numbers, not ${JSON.stringify(text)}`);
}
