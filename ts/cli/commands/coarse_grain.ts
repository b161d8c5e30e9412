// ridgelaw coarse-grain: a signal or an image by blocks, again and again.
import { type CoarseFlow, coarseGrain as coarseGrainSignal, type Matrix } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { readSignal } from "../input/array_file.ts";
import { headerOption } from "../input/table_options.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { rowsOf } from "../output/rows.ts";
import { short, table } from "../output/text.ts";

const rules = ["mean", "median", "decimate"] as const;

export const coarseGrain: Command = {
  name: "coarse-grain",
  summary: "A signal or an image by blocks: how noise, signal, coupling and spectrum flow.",
  usage: "FILE [options]",
  options: {
    block: { type: "string", value: "NUMBER", help: "entries of a block along each axis (4)" },
    rule: { type: "string", value: "RULE", help: "mean, median or decimate (mean)" },
    steps: { type: "string", value: "NUMBER", help: "how often (while eight entries are left)" },
    column: { type: "string", value: "NAME", help: "the column of a CSV that is the signal" },
    clean: {
      type: "string",
      value: "FILE",
      help: "the same signal without noise, where it is known",
    },
    image: { type: "boolean", help: "all columns of a CSV are an image" },
    ...headerOption,
    "no-signals": { type: "boolean", help: "leave the signals themselves out of the JSON" },
    ...pictureOptions,
  },
  notes: `FILE is a .npy array (a list is a signal, a matrix an image), or a CSV with one column or --column.
What is left of a block at an end is dropped: 1000 entries become 250, 62 and 15 by blocks of four.

  ridgelaw coarse-grain signal.csv --block 4 --rule median --svg flow.svg`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("FILE");
    const draw = await pictureWriter(args, path);
    const signal = await readSignal(path, args);
    const cleanPath = args.text("clean");
    const clean = cleanPath === undefined ? undefined : await readSignal(cleanPath, args);
    const flow = coarseGrainSignal(signal, { ...options(args), ...(clean && { clean }) });
    draw((plots) => plots.coarseFlow(flow));
    return { documents: [document(flow, args)], text: () => flowText(flow) };
  },
};

function options(args: Arguments) {
  const [block, steps, rule] = [
    args.number("block"),
    args.number("steps"),
    args.choice("rule", rules),
  ];
  return {
    ...(block !== undefined && { block }),
    ...(steps !== undefined && { steps }),
    ...(rule && { rule }),
  };
}

/** Images as rows; lists as lists. */
function document(flow: CoarseFlow, args: Arguments) {
  const levels = flow.levels.map(({ signal, ...level }) => {
    if (args.flag("no-signals")) return level;
    const matrix: Matrix = { data: signal, rows: level.rows, columns: level.columns };
    return { ...level, signal: level.rows > 1 ? rowsOf(matrix) : signal };
  });
  return { ...flow, levels };
}

function flowText({ levels, noiseBasis }: CoarseFlow): string {
  const rows = levels.map((level) => [
    level.rows > 1 ? `${level.rows} x ${level.columns}` : String(level.columns),
    short(level.length),
    short(level.variance),
    short(level.noiseVariance),
    short(level.signalVariance),
    level.correlation === undefined ? "" : short(level.correlation),
    level.coupling === undefined ? "" : short(level.coupling),
  ]);
  const titles = ["entries", "block", "variance", "noise", "the rest", "correlation", "coupling"];
  const basis =
    noiseBasis === "given"
      ? "Noise is what differs from the clean signal."
      : "Noise is estimated from second differences: white noise on a signal that bends little.";
  return `${table(titles, rows)}\n\n${basis}\n`;
}
