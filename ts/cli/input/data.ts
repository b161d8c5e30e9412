// Data files: features, targets and their names.
import { type CsvOptions, type Labels, type Matrix, readCsv, readNpy } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Options } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFile, ofReader } from "../file_error.ts";
import { counted } from "../output/text.ts";
import { readBytes, readText } from "../platform.ts";
import { columnName, headerOption, isNpy, tableOptions } from "./table_options.ts";

/** Features; `names` are those of the file's header, or `column1`, … where it has none. */
export interface Features {
  X: Matrix;
  names: string[];
}

/** Features and targets: one column, several, or class labels. */
export interface Samples extends Features {
  y: Float64Array | Matrix | Labels;
  targets: string[];
}

/** The options of a command that reads features with targets. */
export const sampleOptions: Options = {
  target: {
    type: "string",
    multiple: true,
    value: "NAME",
    help: "the column to predict; again for several",
  },
  y: {
    type: "string",
    value: "FILE.npy",
    help: "the targets, where they are in a file of their own",
  },
  columns: {
    type: "string",
    multiple: true,
    value: "A,B,C",
    help: "the feature columns (all others)",
  },
  ignore: { type: "string", multiple: true, value: "A,B,C", help: "columns to leave out" },
  classify: { type: "boolean", help: "take the target as class labels even if it is numeric" },
  ...headerOption,
};

/** The options of a command that reads features alone. */
export const featureOptions: Options = headerOption;

/** Reads features and targets from `path`. */
export async function readSamples(path: string, args: Arguments): Promise<Samples> {
  if (args.has("y") && args.has("target")) throw new Misuse("--target has no meaning beside --y");
  if (args.has("y")) return readTwoFiles(path, args);
  if (isNpy(path)) throw new Misuse(`--y FILE.npy is needed: the targets of ${path}`);
  if (!args.has("target")) throw new Misuse("--target NAME is needed: the column to predict");
  const target = args.texts("target").map((name) => columnName(name, args));
  const labels = args.flag("classify") ? { labels: true } : {};
  const options = { ...csvOptions(path, args), ...labels, target };
  const { X, features, y, targets } = await readTable(path, (text) => readCsv(text, options));
  return { X, names: features, y, targets };
}

/** Reads the features that a model needs: the columns of these names, or as many columns of an array. */
export async function readFeatures(
  path: string,
  args: Arguments,
  names: readonly string[],
): Promise<Matrix> {
  const X = isNpy(path) ? (await readArray(path, args)).X : await readNamed(path, args, names);
  if (X.columns === names.length) return X;
  throw new Misuse(
    `${path} has ${counted(X.columns, "column")} where the model needs ${names.length}`,
  );
}

async function readNamed(path: string, args: Arguments, columns: readonly string[]) {
  const text = await readText(path);
  const options = { ...tableOptions(path, args), columns };
  return ofFile(path, () => readCsv(text, options).X, ofReader({ columns: "the model" }));
}

async function readTwoFiles(path: string, args: Arguments): Promise<Samples> {
  const features = isNpy(path) ? await readArray(path, args) : await readFeatureTable(path, args);
  const targetPath = args.text("y") ?? "";
  const y = await readMatrix(targetPath);
  if (y.rows !== features.X.rows) {
    throw new Misuse(
      `--y ${targetPath} has ${counted(y.rows, "row")} where ${features.X.rows} are needed (as many as ${path})`,
    );
  }
  const targets =
    y.columns === 1 ? ["y"] : Array.from({ length: y.columns }, (_, j) => `y${j + 1}`);
  return { ...features, y: args.flag("classify") ? toLabels(y) : oneColumn(y), targets };
}

function toLabels(y: Matrix): Labels {
  if (y.columns === 1) return Array.from(y.data, String);
  throw new Misuse(`--classify needs a single target, not ${y.columns}`);
}

const oneColumn = (y: Matrix) => (y.columns === 1 ? y.data : y);

async function readFeatureTable(path: string, args: Arguments): Promise<Features> {
  const options = csvOptions(path, args);
  const { X, features } = await readTable(path, (text) => readCsv(text, options));
  return { X, names: features };
}

async function readArray(path: string, args: Arguments): Promise<Features> {
  const stray = ["columns", "ignore", "no-header"].find(
    (name) => args.knows(name) && args.has(name),
  );
  if (stray) throw new Misuse(`--${stray} has no meaning for a .npy file`);
  const X = await readMatrix(path);
  return { X, names: Array.from({ length: X.columns }, (_, j) => `column${j + 1}`) };
}

/** What `read` makes of the text of a file; an error names the file. */
async function readTable<T>(path: string, read: (text: string) => T): Promise<T> {
  const text = await readText(path);
  return ofFile(path, () => read(text), ofColumns);
}

async function readMatrix(path: string): Promise<Matrix> {
  const bytes = await readBytes(path);
  return ofFile(path, () => readNpy(bytes), ofReader());
}

/** What is wrong with columns, in the words of the options that name them. */
export const ofColumns = ofReader({
  target: "--target",
  columns: "--columns",
  ignore: "--ignore",
  labels: "--classify",
});

export function csvOptions(path: string, args: Arguments): CsvOptions {
  const names = (name: string) => args.names(name).map((column) => columnName(column, args));
  return {
    ...tableOptions(path, args),
    ...(args.has("columns") && { columns: names("columns") }),
    ...(args.has("ignore") && { ignore: names("ignore") }),
  };
}
