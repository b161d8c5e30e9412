// ridgelaw dimension: the intrinsic dimension of data.
import { type IntrinsicDimension, intrinsicDimension } from "ridgelaw";
import type { Answer, Command } from "../command.ts";
import { readArrayFile } from "../input/array_file.ts";
import { kernelOptions, readKernel } from "../input/kernel.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { counted, interval, short, table } from "../output/text.ts";
import { progress } from "../platform.ts";

export const dimension: Command = {
  name: "dimension",
  summary: "The intrinsic dimension of points, and the exponents that follow from it.",
  usage: "POINTS [options]",
  options: {
    neighbours: { type: "string", value: "NUMBER", help: "neighbours of the likelihood (12)" },
    discard: {
      type: "string",
      value: "SHARE",
      help: "the share of the largest ratios that counts only as large (0.1)",
    },
    window: {
      type: "string",
      value: "A,B",
      help: "shares of pairs of the correlation (2e-4,1e-2)",
    },
    ...kernelOptions,
    "no-header": { type: "boolean", help: "the first row is data" },
    ...pictureOptions,
  },
  notes: `POINTS is .npy, .csv or .tsv, one point a row, in units in which distances mean something. With --kernel its
spectrum on the points is read too, for the exponent beside the bounds that follow from the dimension.

  ridgelaw dimension points.npy --svg dimension.svg`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("POINTS");
    const [neighbours, discard, window] = [
      args.number("neighbours"),
      args.number("discard"),
      args.numbers("window"),
    ];
    const named = readKernel(args);
    const kernel = args.has("kernel") ? named : undefined;
    const draw = await pictureWriter(args, path);
    const points = await readArrayFile(path, args);
    progress(`searching the neighbours of ${points.rows} points …`);
    const found = intrinsicDimension(points, {
      ...(neighbours !== undefined && { neighbours }),
      ...(discard !== undefined && { discard }),
      ...(window && { window: window as [number, number] }),
      ...(kernel && { kernel }),
    });
    draw((plots) => plots.dimension(found));
    return { documents: [found], text: () => dimensionText(found) };
  },
};

function dimensionText(found: IntrinsicDimension): string {
  const { twoNearest, maximumLikelihood, correlation, neighbours } = found;
  const estimates = [
    ["two nearest neighbours", twoNearest],
    [`maximum likelihood, ${neighbours} neighbours`, maximumLikelihood],
    ...(correlation ? [["correlation dimension", correlation] as const] : []),
  ] as const;
  const parts = [
    `${counted(found.points, "different point")} in ${counted(found.columns, "column")}`,
    table(
      ["method", "dimension", "90 % interval", "of it bias up to"],
      estimates.map(([name, { dimension: d, interval: ends, bias }]) => [
        name,
        short(d),
        interval(ends),
        `${short(Math.round(1000 * bias) / 10)} %`,
      ]),
    ),
    found.bounds
      .map(({ exponent, condition }) => `exponent ${short(exponent)}: ${condition}`)
      .join("\n"),
    spectrumText(found),
    found.copiesNote ?? "",
    warning(found),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function warning({ status, ties }: IntrinsicDimension): string {
  switch (status) {
    case "Ties":
      return `The two nearest neighbours of ${short(100 * ties)} % of the points are equally far: a lattice biases these numbers.`;
    case "FewPoints":
      return "Too few points for so many dimensions: neighbours lie so far apart that bending and edges may dominate.";
    case "DependsOnScale":
      return "The dimension depends on the scale: noise adds directions at the smallest one, or the points bend within the largest.";
    default:
      return "";
  }
}

function spectrumText({ spectrum }: IntrinsicDimension): string {
  if (!spectrum) return "";
  const { capacity, exponent, status } = spectrum;
  const most = exponent === undefined ? "" : `: exponent up to ${short(exponent)}`;
  return `spectrum of the kernel: alpha ${short(capacity.exponent)}, 90 % ${interval(capacity.interval)}${most} (${status})`;
}
