// Which columns of a table of runs hold sizes and losses: as options tell, and otherwise as they are usually named.
import type { LawKind } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Options } from "../command.ts";
import { Misuse } from "../fail.ts";

export const columnOptions: Options = {
  size: { type: "string", value: "NAME", help: "the column of the size, for one variable" },
  parameters: { type: "string", value: "NAME", help: "the column of the parameters N" },
  samples: { type: "string", value: "NAME", help: "the column of the samples or tokens D" },
  compute: {
    type: "string",
    value: "NAME",
    help: "the column of C = 6 N D, in place of parameters or samples",
  },
  loss: { type: "string", value: "NAME", help: "the column of the loss or error (loss)" },
  weights: { type: "string", value: "NAME", help: "the column of weights" },
  errors: { type: "string", value: "NAME", help: "the column of the losses' standard errors" },
  "without-highest": {
    type: "string",
    value: "NUMBER",
    help: "leave out so many runs of the highest loss",
  },
};

const sizes: readonly string[] = ["size", "parameters", "samples", "compute"];

/** Whether a role is that of a size, which may be written with a unit. */
export const isSize = (role: string): boolean => sizes.includes(role);

/** The names that columns of runs usually have, without case, spaces and signs. */
const usual: Readonly<Record<string, RegExp>> = {
  parameters: /^(n|(n|num|model|total)?(params?|parameters)(count)?|modelsize)$/,
  samples: /^(d|(n|num|training|train|total)?(tokens|samples|examples)(seen)?|datasetsize)$/,
  compute: /^(c|(training|train|total)?(flops?|compute)s?)$/,
  loss: /^(l|(final|test|validation|val|eval|training|train)?loss)$/,
};

export const isOfTwo = (law: LawKind): boolean => law === "chinchilla" || law === "kaplan";

/** Roles and the names of their columns: as told, and otherwise as they usually are. */
export function columnNames(text: string, law: LawKind, args: Arguments) {
  const roles = [...sizes, "weights", "errors"].filter((role) => args.has(role));
  const names = Object.fromEntries(roles.map((role) => [role, args.text(role) as string]));
  const header = args.flag("no-header") ? [] : headerOf(text);
  const guess = (role: string) => {
    const fitting = header.filter((name) => usual[role]?.test(plain(name)));
    return fitting.length === 1 ? fitting[0] : undefined;
  };
  const find = (role: string) => {
    const name = guess(role);
    if (name !== undefined) names[role] ??= name;
  };
  if (isOfTwo(law) && !("size" in names)) {
    if (!("samples" in names && "compute" in names)) find("parameters");
    if (!("compute" in names)) find("samples");
    if (!("parameters" in names && "samples" in names)) find("compute");
  }
  checkColumns(law, Object.keys(names));
  return { ...names, loss: args.text("loss") ?? guess("loss") ?? "loss" };
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The cells of the first line; for a guess alone, since `readCsv` reads the table. */
function headerOf(text: string): string[] {
  const line = text.replace(/^\uFEFF/, "").split(/\r?\n|\r/, 1)[0] ?? "";
  return line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

function checkColumns(law: LawKind, given: readonly string[]): void {
  const has = (name: string) => given.includes(name);
  if (!isOfTwo(law)) {
    if (!has("size")) throw new Misuse(`--size NAME is needed: the column of the size for ${law}`);
    const stray = ["parameters", "samples", "compute"].find(has);
    if (stray) throw new Misuse(`--${stray} has no meaning for ${law}, a law of one variable`);
    return;
  }
  if (has("size")) throw new Misuse(`--size has no meaning for ${law}, a law of two variables`);
  const two = ["parameters", "samples", "compute"].filter(has);
  if (two.length === 3)
    throw new Misuse("--compute has no meaning beside --parameters and --samples");
  if (two.length < 2) {
    throw new Misuse(
      `--parameters NAME and --samples NAME are needed for ${law}, or --compute for one`,
    );
  }
}
