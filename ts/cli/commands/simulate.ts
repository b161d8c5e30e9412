// ridgelaw simulate: a problem by brute force, beside what theory says.
import {
  type Design,
  type Measured,
  type Problem,
  type RidgelawError,
  type SimulateOptions,
  type Simulation,
  simulate as simulateProblem,
} from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFileLater, ofProblem } from "../file_error.ts";
import { readJson } from "../input/problem_file.ts";
import { count, counted, short, table } from "../output/text.ts";
import { nameOf, progressLine } from "../platform.ts";

const designs = ["gaussian", "rademacher", "studentT", "elliptical"] as const;

export const simulate: Command = {
  name: "simulate",
  summary: "Monte Carlo of a problem: draws, trains and tests, beside what theory says.",
  usage: "FILE|- [--trials N] [--seed N] [--workers N]",
  options: {
    trials: { type: "string", value: "N", help: "draws of features, data and noise (200)" },
    seed: { type: "string", value: "N", help: "decides every draw (0)" },
    workers: { type: "string", value: "N", help: "worker threads; 0 for none (one a core)" },
    design: { type: "string", value: "NAME", help: `law of the inputs: ${designs.join(", ")}` },
    "degrees-of-freedom": { type: "string", value: "NU", help: "of the laws of Student (5)" },
    quantiles: { type: "string", value: "LIST", help: "quantiles over trials, such as 0.05,0.95" },
    raw: { type: "boolean", help: "with --json: the values of all trials" },
  },
  notes: `FILE holds one problem as evaluate takes it; - stands for stdin. The numbers depend on the
problem, the design, the seed and the number of trials only.`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("FILE|-");
    const problem = (await readJson(path)) as Problem;
    const options = optionsOf(args);
    if (isGrid(problem) && !args.flag("json"))
      throw new Misuse(`${nameOf(path)} holds a grid, which is told with --json only`);
    const running = ofFileLater(path, () => simulateProblem(problem, options), words);
    const report = await running.finally(() => progressLine(""));
    return { documents: [report], text: () => textOf(report as Simulation) };
  },
};

/** Whether there are many samples or ridges; anything may be in the file. */
const isGrid = (problem: Problem) =>
  Array.isArray(problem?.samples) || Array.isArray(problem?.lambda);

function optionsOf(args: Arguments): SimulateOptions {
  const [trials, seed, workers] = ["trials", "seed", "workers"].map((name) => args.number(name));
  const quantiles = args.numbers("quantiles");
  const design = designOf(args);
  return {
    ...(trials !== undefined && { trials }),
    ...(seed !== undefined && { seed }),
    ...(workers !== undefined && { workers }),
    ...(quantiles && { quantiles }),
    ...(design && { design }),
    raw: args.flag("raw"),
    onProgress({ done, trials: all, etaMs }) {
      const left = etaMs > 1000 ? `, ${Math.ceil(etaMs / 1000)} s to go` : "";
      progressLine(`${count(done)} of ${count(all)} trials${left}`);
    },
  };
}

function designOf(args: Arguments): Design | undefined {
  const kind = args.choice("design", designs);
  const degreesOfFreedom = args.number("degrees-of-freedom");
  if (degreesOfFreedom === undefined) return kind;
  if (kind === "studentT" || kind === "elliptical") return { kind, degreesOfFreedom };
  throw new Misuse("--degrees-of-freedom goes with --design studentT or elliptical");
}

/** The options of the call are not the file's. */
const words = (error: RidgelawError) =>
  /^(trials|seed|workers|quantiles|design)\b/.test(error.argument) ? undefined : ofProblem(error);

function textOf(report: Simulation): string {
  const { trials, seed, problem: _, variance, ...rest } = report;
  const quantities = [
    ...Object.entries(rest),
    ...Object.entries(variance).map(([name, part]) => [`variance.${name}`, part] as const),
  ] as [string, Measured<number>][];
  const rows = quantities.map(([name, { mean, standardError, theory, zScore }]) => [
    name,
    short(mean),
    short(standardError),
    short(theory),
    zScore.toFixed(2),
  ]);
  const titles = ["", "mean", "standard error", "theory", "z"];
  return `${counted(trials, "trial")}, seed ${seed}\n\n${table(titles, rows)}\n`;
}
