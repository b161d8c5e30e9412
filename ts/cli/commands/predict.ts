// ridgelaw predict: what a saved model says of new rows.
import type { Answer, Command } from "../command.ts";
import { featureOptions, readFeatures } from "../input/data.ts";
import { loadModel } from "../input/model_file.ts";
import { numbersOrRows, rowsOf } from "../output/rows.ts";

export const predict: Command = {
  name: "predict",
  summary: "What a model that fit --save wrote predicts for new rows.",
  usage: "MODEL.json DATA",
  options: featureOptions,
  notes: `DATA is .csv, .tsv or .npy; of a table with a header the columns that the model knows are used,
in any order. Without --json the predictions are printed as a CSV, one row a sample.

  ridgelaw predict model.json new.csv > predictions.csv`,
  async run(args): Promise<Answer> {
    const [modelPath, dataPath] = args.operands("MODEL.json", "DATA");
    const { predictor, features, targets, prepare } = await loadModel(modelPath);
    const X = prepare(await readFeatures(dataPath, args, features));
    const { classes } = predictor;
    const predictions = classes ? predictor.classify(X) : numbersOrRows(predictor.predictAll(X));
    const scores = classes && { classes, scores: rowsOf(predictor.predictAll(X)) };
    return {
      documents: [{ targets, predictions, ...scores }],
      text: () => `${[targets, ...predictions].map(csvRow).join("\n")}\n`,
    };
  },
};

const csvRow = (row: number | string | readonly (number | string)[]): string =>
  (Array.isArray(row) ? row : [row]).map((cell) => csvCell(String(cell))).join(",");

const csvCell = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
