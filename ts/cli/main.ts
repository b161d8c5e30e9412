// From an argument list to an exit code.
import { CoreUnavailable, EngineCrashed, RidgelawError } from "ridgelaw";
import type { Command, Options } from "./command.ts";
import { benign } from "./commands/benign.ts";
import { coarseGrain } from "./commands/coarse_grain.ts";
import { collapse } from "./commands/collapse.ts";
import { demo } from "./commands/demo.ts";
import { dimension } from "./commands/dimension.ts";
import { eliminate } from "./commands/eliminate.ts";
import { evaluate } from "./commands/evaluate.ts";
import { fit } from "./commands/fit.ts";
import { forecast } from "./commands/forecast.ts";
import { frame } from "./commands/frame.ts";
import { layers } from "./commands/layers.ts";
import { polynomial } from "./commands/polynomial.ts";
import { predict } from "./commands/predict.ts";
import { scaling } from "./commands/scaling.ts";
import { scalingFit } from "./commands/scaling_fit.ts";
import { simulate } from "./commands/simulate.ts";
import { sourceCapacity } from "./commands/source_capacity.ts";
import { merge, sweep } from "./commands/sweep.ts";
import { sweepWorker } from "./commands/sweep_worker.ts";
import { Failure, Misuse } from "./fail.ts";
import { overview, page } from "./help.ts";
import { nearest } from "./nearest.ts";
import { toJson } from "./output/json.ts";
import { parse } from "./parse.ts";
import { complain, packageVersion, print } from "./platform.ts";

const commands: readonly Command[] = [
  evaluate,
  simulate,
  sweep,
  sweepWorker,
  merge,
  fit,
  predict,
  forecast,
  scaling,
  scalingFit,
  sourceCapacity,
  dimension,
  coarseGrain,
  collapse,
  layers,
  frame,
  benign,
  eliminate,
  polynomial,
  demo,
];

/** What every command understands. */
const common: Options = {
  json: { type: "boolean", help: "print JSON" },
  help: { type: "boolean", help: "print this page" },
};

/** Runs one command and returns the exit code: 0 done, 1 failed, 2 wrong use. */
export async function main(list: readonly string[]): Promise<number> {
  const [first = "", ...rest] = list;
  try {
    if (first === "--help" || first === "help") print(overview(commands));
    else if (first === "--version") print(`${packageVersion()}\n`);
    else await run(meant(find(first), rest), rest);
    return 0;
  } catch (error) {
    const command = commands.find(({ name }) => name === first);
    complain(`ridgelaw${command ? ` ${first}` : ""}: ${describe(error)}`);
    return isMisuse(error) ? 2 : 1;
  }
}

function find(name: string): Command {
  const command = commands.find((known) => known.name === name);
  if (command) return command;
  if (name === "") throw new Misuse("a command is needed; see ridgelaw --help");
  if (name.startsWith("-")) throw new Misuse(`there is no option ${name}; see ridgelaw --help`);
  const near = nearest(
    name,
    commands.map((known) => known.name),
  );
  const hint = near ? `did you mean ${near}?` : "see ridgelaw --help";
  throw new Misuse(`there is no command ${name}; ${hint}`);
}

/** `ridgelaw scaling` of a table of runs is `ridgelaw scaling-fit`. */
const meant = (command: Command, list: readonly string[]): Command =>
  command === scaling && list.some((each) => /^[^-].*\.[ct]sv$/i.test(each)) ? scalingFit : command;

async function run(command: Command, list: readonly string[]): Promise<void> {
  if (list.includes("--help")) return print(page(command, common));
  const args = parse(list, { ...command.options, ...common });
  const answer = await command.run(args);
  print(args.flag("json") ? lines(answer.documents) : answer.text());
}

const lines = (documents: readonly unknown[]) =>
  documents.map((document) => `${toJson(document)}\n`).join("");

function isMisuse(error: unknown): boolean {
  if (error instanceof EngineCrashed || error instanceof CoreUnavailable) return false;
  return error instanceof Misuse || error instanceof RidgelawError;
}

function describe(error: unknown): string {
  if (error instanceof RidgelawError) return inOptions(error);
  if (error instanceof Misuse || error instanceof Failure) return error.message;
  return `an unexpected failure: ${error instanceof Error ? error.message : String(error)}`;
}

/** The message with the command line's name of the argument that it begins with. */
function inOptions({ argument, message }: RidgelawError): string {
  const path = argument.replace(/\[\d+\]$/, "");
  const option = optionOf[path] ?? (path.startsWith("kernel.") ? `--${path.slice(7)}` : undefined);
  return option && message.startsWith(argument) ? option + message.slice(argument.length) : message;
}

const optionOf: Readonly<Record<string, string>> = {
  lambda: "--lambda",
  at: "--at",
  testSize: "--test-size",
  seed: "--seed",
  trials: "--trials",
  workers: "--workers",
  redis: "--redis",
  queue: "--queue",
  waiting: "--waiting",
  lease: "--lease",
  idle: "--idle",
  "design.degreesOfFreedom": "--degrees-of-freedom",
  target: "--target",
  columns: "--columns",
  ignore: "--ignore",
  labels: "--classify",
  exponent: "--alpha",
  source: "--source",
  noise: "--noise",
  layers: "--layers",
  weightExponents: "--weight-exponents",
  lambdaExponent: "--l",
  widthExponent: "--q",
  budget: "--budget",
  bootstrap: "--bootstrap",
  block: "--block",
  steps: "--steps",
  window: "--window",
  neighbours: "--neighbours",
  discard: "--discard",
  delta: "--delta",
};
