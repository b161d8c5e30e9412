// ridgelaw scaling-fit: a law fitted to a table of runs.
import {
  type Allocation,
  allocate,
  compareLaws,
  fitLaw,
  type LawComparison,
  type LawFit,
  type LawKind,
  type RidgelawError,
  type Runs,
} from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFile, ofRows } from "../file_error.ts";
import { columnOptions, isOfTwo } from "../input/run_columns.ts";
import { readRuns } from "../input/runs.ts";
import { headerOption } from "../input/table_options.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { scalingFitText } from "../output/scaling_fit_text.ts";
import { progress } from "../platform.ts";

const laws: readonly LawKind[] = ["powerLaw", "broken", "chinchilla", "kaplan"];

export const scalingFit: Command = {
  name: "scaling-fit",
  summary:
    "A scaling law fitted to a table of runs, compared with others, and a budget split by it.",
  usage: "RUNS.csv --law LAW --size NAME | --parameters NAME --samples NAME [options]",
  options: {
    law: { type: "string", value: "LAW", help: `${laws.join(", ")}` },
    ...columnOptions,
    "no-offset": { type: "boolean", help: "fit no floor E" },
    compare: { type: "boolean", help: "also say whether the data can tell this law from others" },
    at: { type: "string", value: "A,B,C", help: "sizes to predict, for one variable" },
    budget: { type: "string", value: "A,B,C", help: "budgets to split, for two variables" },
    cost: {
      type: "string",
      value: "C,X,Y",
      help: "what N and D cost: C * N^X * D^Y (6,1,1), or a sum: 6,1,1+1e9,0,1",
    },
    delta: { type: "string", value: "NUMBER", help: "Huber's delta of ln loss (0.001)" },
    "least-squares": {
      type: "boolean",
      help: "least squares of ln loss in place of Huber's function",
    },
    bootstrap: { type: "string", value: "NUMBER", help: "fits to resampled data (300)" },
    seed: { type: "string", value: "NUMBER", help: "seed of the resampling (0)" },
    ...headerOption,
    ...pictureOptions,
  },
  notes: `RUNS.csv is .csv or .tsv, or - for a CSV on stdin; other columns are not read.
Sizes are in any unit, also as 70M, 1.4B, 2T.
  powerLaw    E + A x^-alpha                 broken  the same with a second exponent after a break
  chinchilla  E + A N^-alpha + B D^-beta     kaplan  ((A N^-alpha)^(1/beta) + (B D^-beta)^(1/beta))^beta

  ridgelaw scaling-fit runs.csv --law chinchilla --parameters N --samples D --loss loss --budget 1e21,1e24`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("RUNS.csv");
    const law = readLaw(args);
    const budget = args.numbers("budget");
    if (args.has("cost") && !budget) throw new Misuse("--cost is what a --budget is spent by");
    const draw = await pictureWriter(args, path);
    const runs = await readRuns(path, law, args);
    progress(`fitting ${runs.loss.length} runs …`);
    const options = lawOptions(law, args);
    const fit = ofFile(path, () => fitLaw({ ...runs, ...options }), inColumns(args));
    const comparison = args.flag("compare") ? compare(runs, args) : undefined;
    const allocation = budget && split(fit, budget, args);
    draw((plots) => (allocation ? plots.frontier(allocation) : plots.lawFit({ fit, runs })));
    const documents = [
      {
        ...withoutDraws(fit),
        ...(comparison && { comparison }),
        ...(allocation && { allocation }),
      },
    ];
    return {
      documents,
      text: () => scalingFitText(fit, { comparison, allocation, sizes: args.numbers("at") }),
    };
  },
};

const withoutDraws = ({ draws: _, ...rest }: LawFit) => rest;

function readLaw(args: Arguments): LawKind {
  const law = args.choice("law", laws);
  if (law) return law;
  return args.has("size") ? "powerLaw" : "chinchilla";
}

function lawOptions(law: LawKind, args: Arguments) {
  const at = args.numbers("at");
  const [bootstrap, seed] = [args.number("bootstrap"), args.number("seed")];
  if (at && isOfTwo(law)) throw new Misuse("--at is for laws of one variable");
  return {
    law,
    ...(args.flag("no-offset") && { offset: false }),
    ...robustness(args),
    ...(bootstrap !== undefined && { bootstrap }),
    ...(seed !== undefined && { seed }),
    ...(at && { at: { size: at } }),
  };
}

function robustness(args: Arguments) {
  const delta = args.number("delta");
  if (args.flag("least-squares")) {
    if (delta !== undefined) throw new Misuse("--delta has no meaning beside --least-squares");
    return { delta: "leastSquares" as const };
  }
  return delta === undefined ? {} : { delta };
}

const compare = (runs: Runs, args: Arguments): LawComparison =>
  compareLaws({ ...runs, ...robustness(args) });

function split(fit: LawFit, budget: number[], args: Arguments): Allocation {
  if (!isOfTwo(fit.law)) throw new Misuse("--budget is for laws of two variables");
  const cost = args.text("cost");
  if (cost === undefined) return allocate(fit, { budget });
  const terms = cost.split("+").map(readTerm);
  const [only] = terms;
  return allocate(fit, { budget, cost: terms.length === 1 && only ? only : terms });
}

/** One power C,X,Y of C * N^X * D^Y. */
function readTerm(text: string) {
  const [coefficient = 0, parametersExponent = 0, samplesExponent = 0, ...more] = text
    .split(",")
    .map(Number);
  const fine = coefficient > 0 && parametersExponent >= 0 && samplesExponent >= 0;
  if (text.split(",").length !== 3 || more.length > 0 || !fine) {
    throw new Misuse(
      "--cost takes three numbers C,X,Y of C * N^X * D^Y, C positive, or several such with + between them",
    );
  }
  return { coefficient, parametersExponent, samplesExponent };
}

const roles = ["size", "parameters", "samples", "loss", "weights", "errors"];

/** An error about an entry of a table, with the row and the option that named the column. */
const inColumns = (args: Arguments) => (error: RidgelawError) =>
  error.argument.includes("[")
    ? ofRows(Object.fromEntries(roles.map((role) => [role, args.text(role) ?? role])))(error)
    : undefined;
