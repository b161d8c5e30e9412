// ridgelaw eliminate: mode by mode from the bare ridge to the renormalized one.
import { type ModeElimination, modeElimination } from "ridgelaw";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFile } from "../file_error.ts";
import { readRidgeProblem } from "../input/ridge_problem.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { short, table } from "../output/text.ts";

export const eliminate: Command = {
  name: "eliminate",
  summary: "Small modes integrated out step by step: how ridge and noise flow to kappa.",
  usage: "PROBLEM.json|- [options]",
  options: {
    samples: { type: "string", value: "NUMBER", help: "samples, in place of the file's" },
    lambda: { type: "string", value: "NUMBER", help: "the ridge, in place of the file's" },
    steps: { type: "string", value: "NUMBER", help: "steps of the flow" },
    ...pictureOptions,
  },
  notes: `A problem is as of ridgelaw evaluate, of ridge regression. At each step kappa and the test error stay what they are.

  ridgelaw eliminate problem.json --steps 12 --svg flow.svg`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("PROBLEM.json|-");
    const problem = await readRidgeProblem(path);
    const samples = args.number("samples") ?? problem.samples;
    const lambda = args.number("lambda") ?? problem.lambda;
    if (samples === undefined || lambda === undefined) {
      const name = samples === undefined ? "samples" : "lambda";
      throw new Misuse(`--${name} is missing, and the problem has none`);
    }
    const steps = args.number("steps");
    const draw = await pictureWriter(args, path);
    const flow = ofFile(path, () =>
      modeElimination(problem.population, {
        samples,
        lambda,
        ...(steps !== undefined && { steps }),
      }),
    );
    draw((plots) => plots.eliminationPicture(flow));
    return { documents: [flow], text: () => flowText(flow) };
  },
};

/** Steps that are printed. */
const shown = 24;

function flowText(flow: ModeElimination): string {
  const last = flow.kept.length - 1;
  const every = Math.max(1, Math.ceil(last / shown));
  const places = [...flow.kept.keys()].filter((i) => i % every === 0 || i === last);
  const columns = ["kept", "lambda", "noise", "df1", "gamma"] as const;
  const rows = places.map((i) => columns.map((name) => short(flow[name][i] as number)));
  const ends = `kappa ${short(flow.kappa)} and test error ${short(flow.testError)}, at every step`;
  return `${table(["modes left", "lambda", "noise", "df1", "gamma"], rows)}\n\n${ends}\n`;
}
