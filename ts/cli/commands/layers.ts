// ridgelaw layers: the layers of a network from files of their activations.
import { layers as describeLayers, type LayerReport, type Matrix, RidgelawError } from "ridgelaw";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { readArrayFile } from "../input/array_file.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { short, table } from "../output/text.ts";
import { nameOf, progress } from "../platform.ts";

export const layers: Command = {
  name: "layers",
  summary: "The layers of a network by the spectra of their activations.",
  usage: "LAYER1.npy LAYER2.npy … [options]",
  options: {
    window: { type: "string", value: "A,B", help: "degrees of freedom of the window of alpha" },
    "no-header": { type: "boolean", help: "the first row of a CSV is data" },
    ...pictureOptions,
  },
  notes: `Each file holds the activations of one layer, one sample a row: .npy, .csv or .tsv.

  ridgelaw layers layer1.npy layer2.npy layer3.npy --svg layers.svg`,
  async run(args): Promise<Answer> {
    const paths = args.positionals;
    const [first] = paths;
    if (first === undefined) throw new Misuse("LAYER1.npy is missing; see --help");
    const window = args.numbers("window");
    const draw = await pictureWriter(args, first);
    const activations: Matrix[] = [];
    for (const path of paths) activations.push(await readArrayFile(path, args));
    progress(`decomposing ${paths.length} layers …`);
    const options = window ? { window: window as [number, number] } : {};
    const names = paths.map(nameOf);
    const reports = ofLayers(names, () => describeLayers(activations, options));
    draw((plots) => plots.network(reports, names));
    const named = reports.map((report, i) => ({ file: names[i] as string, ...report }));
    return { documents: [{ layers: named }], text: () => layersText(named) };
  },
};

/** An error about a layer names its file. */
function ofLayers<T>(names: readonly string[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    const [whole = "", index] = /^activations\[(\d+)\]/.exec((error as Error).message) ?? [];
    if (!(error instanceof RidgelawError) || index === undefined) throw error;
    throw new Misuse(
      `${names[Number(index)]}:${error.message.slice(whole.length).replace(/^\./, " ")}`,
    );
  }
}

function layersText(reports: readonly (LayerReport & { file: string })[]): string {
  const rows = reports.map((layer) => [
    layer.file,
    String(layer.samples),
    String(layer.width),
    String(layer.rank),
    short(layer.participationRatio),
    short(layer.effectiveDimension),
    layer.capacity ? short(layer.capacity.exponent) : "",
  ]);
  const titles = ["layer", "samples", "width", "rank", "participation", "eff. dimension", "alpha"];
  return `${table(titles, rows)}\n`;
}
