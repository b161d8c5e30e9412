// ridgelaw source-capacity: the power laws that data follow.
import { sourceCapacity as readExponents, type SourceCapacity } from "ridgelaw";
import type { Answer, Command } from "../command.ts";
import { readSamples, sampleOptions } from "../input/data.ts";
import { kernelOptions, readKernel } from "../input/kernel.ts";
import { inUnits, standardizeOption, unitsOf } from "../input/standardize.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { interval, short, table } from "../output/text.ts";
import { progress } from "../platform.ts";

export const sourceCapacity: Command = {
  name: "source-capacity",
  summary: "The power laws of data: capacity of the spectrum, source of the target.",
  usage: "DATA --target NAME [options]",
  options: {
    ...sampleOptions,
    ...kernelOptions,
    window: { type: "string", value: "A,B", help: "degrees of freedom of the window" },
    noise: { type: "string", value: "NUMBER", help: "variance of the label noise (fitted)" },
    standardize: standardizeOption,
    "no-intercept": { type: "boolean", help: "fit no intercept" },
    ...pictureOptions,
  },
  notes: `DATA is .csv, .tsv or .npy.

  ridgelaw source-capacity data.csv --target y --kernel laplacian --gamma 0.5`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("DATA");
    const [window, noise] = [args.numbers("window"), args.number("noise")];
    const draw = await pictureWriter(args, path);
    const samples = await readSamples(path, args);
    const X = args.flag("standardize") ? inUnits(samples.X, unitsOf(samples.X)) : samples.X;
    progress(`decomposing ${X.rows} samples …`);
    const found = readExponents(
      { X, y: samples.y, kernel: readKernel(args), intercept: !args.flag("no-intercept") },
      {
        ...(window && { window: window as [number, number] }),
        ...(noise !== undefined && { noise }),
      },
    );
    draw((plots) => plots.sourceCapacityPicture(found));
    return { documents: [found], text: () => exponentsText(found) };
  },
};

function exponentsText({ capacity, source, window, status }: SourceCapacity): string {
  const row = (name: string, found: SourceCapacity["capacity"]) => [
    name,
    short(found.exponent),
    interval(found.interval),
    short(found.raw),
    short(found.windowBias),
  ];
  const rows = [row("capacity alpha", capacity), ...(source ? [row("source r", source)] : [])];
  const titles = ["exponent", "value", "90 % interval", "slope as seen", "bias of the window"];
  const ends = interval([window[0] as number, window[1] as number]);
  const noise = source ? `, noise variance ${short(source.noise)}` : "";
  return `${table(titles, rows)}\n\nfrom ${ends} degrees of freedom${noise}: ${status}\n`;
}
