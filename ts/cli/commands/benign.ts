// ridgelaw benign: whether overfitting is benign, by effective ranks and by the exact factor of the noise.
import { type BenignOverfitting, benignOverfitting, logspace } from "ridgelaw";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFile } from "../file_error.ts";
import { readRidgeProblem } from "../input/ridge_problem.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { short, table } from "../output/text.ts";

export const benign: Command = {
  name: "benign",
  summary: "Whether overfitting is benign: effective ranks, and the exact factor of the noise.",
  usage: "PROBLEM.json|- [options]",
  options: {
    samples: { type: "string", value: "A,B,C", help: "numbers of samples, in place of the file's" },
    lambda: { type: "string", value: "NUMBER", help: "the ridge, in place of the file's (0)" },
    constant: { type: "string", value: "NUMBER", help: "b of r_k >= b P, which defines k* (1)" },
    ...pictureOptions,
  },
  notes: `A problem is as of ridgelaw evaluate, of ridge regression. --svg draws the samples given, or for one number
a hundredth of it to a hundred times as many.

  ridgelaw benign problem.json --samples 30,100,300 --svg benign.svg`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("PROBLEM.json|-");
    const problem = await readRidgeProblem(path);
    const samples =
      args.numbers("samples") ?? (problem.samples === undefined ? [] : [problem.samples]);
    if (samples.length === 0) throw new Misuse("--samples is missing, and the problem has none");
    const lambda = args.number("lambda") ?? problem.lambda ?? 0;
    const constant = args.number("constant");
    const draw = await pictureWriter(args, path);
    const at = (each: number) =>
      benignOverfitting(problem.population, {
        samples: each,
        lambda,
        ...(constant !== undefined && { constant }),
      });
    const found = ofFile(path, () => samples.map(at));
    draw((plots) => {
      const [one = 1, ...more] = samples;
      if (more.length > 0) return plots.benignPicture({ samples, found });
      const along = [...logspace(Math.max(1, one / 100), 100 * one, 81)];
      return plots.benignPicture({ samples: along, found: along.map(at) });
    });
    const documents = found.map((each, i) => ({ samples: samples[i], lambda, ...each }));
    return {
      documents: [documents.length === 1 ? documents[0] : documents],
      text: () => benignText(samples, found),
    };
  },
};

function benignText(samples: readonly number[], found: readonly BenignOverfitting[]): string {
  const rows = found.map((each, i) => [
    short(samples[i] as number),
    short(each.split),
    short(each.effectiveRank),
    short(each.squareRank),
    short(each.criterion),
    short(each.gamma),
    short(each.noiseFactor),
    each.verdict,
  ]);
  const titles = ["samples", "k*", "r", "R", "criterion", "gamma", "noise factor", "verdict"];
  return `${table(titles, rows)}\n`;
}
