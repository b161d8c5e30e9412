// ridgelaw scaling: exponents of a law, or what limits a problem and how to split a budget for it.
import {
  bottleneck,
  computeOptimal,
  type Frontier,
  type LocalExponentsGrid,
  localExponents,
  logspace,
  type Problem,
  phaseDiagram,
  regime,
  type ScalingLaw,
} from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFile } from "../file_error.ts";
import { readJson } from "../input/problem_file.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { type ProblemScaling, problemText, regimeText } from "../output/scaling_text.ts";

export const scaling: Command = {
  name: "scaling",
  summary: "Scaling exponents of a law; what limits a problem, and the best split of a budget.",
  usage: "PROBLEM.json|- | --alpha A --source R [options]",
  options: {
    alpha: { type: "string", value: "A", help: "capacity of the law: eigenvalues k^-A, A above 1" },
    source: { type: "string", value: "R", help: "source of the law: signal k^-(1+2AR)" },
    noise: { type: "string", value: "S", help: "label-noise variance of the law (0)" },
    layers: {
      type: "string",
      value: "L",
      help: "random-feature layers, 0 for ridge regression (1)",
    },
    "weight-exponents": { type: "string", value: "A,B", help: "weights j^-A of each layer (0)" },
    l: {
      type: "string",
      value: "L",
      help: "lambda = P^-L: a number, ridgeless or optimal (ridgeless)",
    },
    q: {
      type: "string",
      value: "Q",
      help: "width = P^Q: a number, infinite or optimal (infinite)",
    },
    budget: {
      type: "string",
      value: "A,B,C",
      help: "budgets N P to split, for a problem of random features",
    },
    ...pictureOptions,
  },
  notes: `With --alpha and --source: which term of the error dominates at N = P^q, lambda = P^-l, and its exponents.
With a problem as of ridgelaw evaluate, at one P and lambda: local exponents, what limits the error, and the
split of each --budget between samples and width at the best ridge. A table of runs, .csv or .tsv, goes to
ridgelaw scaling-fit. --svg draws the phase diagram of a law; of a problem its exponents along P, or the frontier.

  ridgelaw scaling --alpha 1.5 --source 0.8 --l optimal --q 1.5 --noise 0.1
  ridgelaw scaling problem.json --budget 1e6,1e8 --json`,
  async run(args): Promise<Answer> {
    return args.has("alpha") || args.has("source") ? await ofLaw(args) : await ofProblem(args);
  },
};

async function ofLaw(args: Arguments): Promise<Answer> {
  args.operands<[]>();
  if (args.has("budget")) throw new Misuse("--budget goes with a problem, not with --alpha");
  const { law, options } = readLaw(args);
  const found = regime(law, options);
  const draw = await pictureWriter(args);
  draw((plots) => plots.phaseDiagramPicture(phaseDiagram(law)));
  return { documents: [found], text: () => regimeText(law, found) };
}

function readLaw(args: Arguments) {
  const law: ScalingLaw = {
    exponent: required(args, "alpha"),
    source: required(args, "source"),
    noise: args.number("noise"),
    layers: args.number("layers"),
    weightExponents: args.numbers("weight-exponents"),
  };
  const options = {
    lambdaExponent: place(args, "l", ["ridgeless", "optimal"]) ?? "ridgeless",
    widthExponent: place(args, "q", ["infinite", "optimal"]) ?? "infinite",
  };
  return { law, options };
}

function required(args: Arguments, name: string): number {
  const value = args.number(name);
  if (value === undefined) throw new Misuse(`--${name} is missing; see --help`);
  return value;
}

/** A number, or one of some words. */
function place<Word extends string>(args: Arguments, name: string, words: readonly Word[]) {
  return words.find((word) => word === args.text(name)) ?? args.number(name);
}

async function ofProblem(args: Arguments): Promise<Answer> {
  const [path] = args.operands("PROBLEM.json|-");
  for (const name of ["noise", "layers", "weight-exponents", "l", "q"]) {
    if (args.has(name)) throw new Misuse(`--${name} goes with --alpha, not with a problem`);
  }
  const budget = args.numbers("budget");
  const problem = (await readJson(path)) as Single;
  const draw = await pictureWriter(args, path);
  const report = ofFile(path, () => solve(problem, budget));
  draw((plots) =>
    report.allocation
      ? plots.computeFrontierPicture({ frontier: report.allocation })
      : plots.localExponentsPicture(along(problem)),
  );
  return { documents: [report], text: () => problemText(report) };
}

/** Exponents from a hundredth of the samples to a hundred times as many, from one up. */
function along({ samples: now, ...problem }: Single) {
  const samples = logspace(Math.max(1, now / 100), 100 * now, 121);
  const exponents = localExponents({ ...anyNumber(problem), samples } as Problem);
  return { samples, exponents: exponents as LocalExponentsGrid };
}

/** Correlated samples as their limit for long runs, which there is for any number of them. */
function anyNumber(problem: Omit<Single, "samples">): object {
  const { testCorrelation: _, ...others } = problem;
  const { sampleCorrelation: samples, noiseCorrelation: noise } = others;
  if (!samples) return problem;
  const isFixed = samples.kind === "eigenvalues" || samples.kind === "matrix";
  if (isFixed || typeof noise === "object") {
    const what = isFixed ? "sampleCorrelation" : "noiseCorrelation";
    throw new Misuse(`--svg draws exponents along samples, of which ${what} fixes the number`);
  }
  return { ...others, sampleCorrelation: { ...samples, spectrum: "szego" } };
}

type Single = Problem & { samples: number; lambda: number };

function solve(problem: Single, budget: readonly number[] | undefined): ProblemScaling {
  const limits = bottleneck(problem);
  const { status, excessError, ...exponents } = localExponents(problem);
  return {
    status,
    excessError,
    exponents,
    irreducible: limits.irreducible,
    bottleneck: limits.bottleneck,
    without: limits.without,
    bestLambda: limits.bestLambda,
    ...(budget && { allocation: split(problem, budget) }),
  };
}

/** The best splits, layers in the proportions that the problem has. */
function split({ model, spectrum, target, noise }: Single, budget: readonly number[]): Frontier {
  const widths =
    model.kind === "randomFeatures"
      ? model.layers.map((layer) =>
          layer.kind === "gaussian" && !layer.weightSpectrum ? layer.width : 0,
        )
      : [];
  const [first = 0] = widths;
  if (widths.length === 0 || widths.includes(0)) {
    throw new Misuse("--budget needs random features with plain Gaussian layers");
  }
  const widthRatios = widths.map((width) => width / first);
  return computeOptimal({ spectrum, target, noise }, { budget, widthRatios });
}
