// ridgelaw fit: ridge regression on data, with what the data alone say about it.
import { type Kernel, type Labels, type Matrix, Ridge } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFeatures, ofFile } from "../file_error.ts";
import {
  type CorrelatedRows,
  correlatedRows,
  correlationOption,
  type RowCorrelation,
  readCorrelation,
} from "../input/correlation.ts";
import { readSamples, type Samples, sampleOptions } from "../input/data.ts";
import { kernelOptions, readKernel } from "../input/kernel.ts";
import { type Kept, saveModel } from "../input/model_file.ts";
import { inOriginalUnits, inUnits, standardizeOption, unitsOf } from "../input/standardize.ts";
import {
  type FitReport,
  type Lambda,
  lambdaBy,
  oneOrAll,
  readLambda,
  type TestReport,
} from "../output/fit_report.ts";
import { fitText } from "../output/fit_text.ts";
import { numbersOrRows } from "../output/rows.ts";
import { requireWritable } from "../platform.ts";
import { fitStream } from "./fit_stream.ts";

export const fit: Command = {
  name: "fit",
  summary: "Fits ridge regression: coefficients, exact leave-one-out, GCV, renormalized ridge.",
  usage: "DATA --target NAME [options]",
  options: {
    ...sampleOptions,
    ...kernelOptions,
    lambda: {
      type: "string",
      value: "L",
      help: "a number; a list A,B,C, the best of it by leave-one-out; loo or gcv, the best of all (loo)",
    },
    standardize: standardizeOption,
    correlation: correlationOption,
    "no-intercept": { type: "boolean", help: "fit no intercept" },
    stream: {
      type: "boolean",
      help: "read row by row, in memory that does not grow; linear, gcv, or loo in a second pass",
    },
    workers: {
      type: "string",
      value: "N",
      help: "with --stream: worker threads that add rows (0)",
    },
    test: { type: "string", value: "FILE", help: "also tell the error on other rows with targets" },
    save: { type: "string", value: "FILE", help: "write the model, for ridgelaw predict" },
  },
  notes: `DATA is .csv, .tsv or .npy. Minimises (1/P)|f(X)-y|^2 + lambda |f|^2, the intercept not penalised.
Errors are mean squares, summed over targets; of classes, over their 0/1 indicators.

  ridgelaw fit data.csv --target y --lambda 0 --json
  ridgelaw fit large.csv --target y --stream --save model.json
  ridgelaw fit data.csv --target y --kernel rbf --gamma 0.1 --save model.json`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("DATA");
    const save = args.text("save");
    if (save !== undefined) requireWritable(save, path);
    if (args.flag("stream")) return fitStream(path, args);
    if (args.has("workers")) throw new Misuse("--workers has no meaning without --stream");
    const kernel = readKernel(args);
    const correlation = readCorrelation(args);
    const settings = { kernel, lambda: readLambda(args), intercept: !args.flag("no-intercept") };
    const options = { ...settings, ...(correlation && { correlation }) };
    if (correlation && kernel.kind !== "linear") {
      throw new Misuse("--correlation needs the linear kernel");
    }
    const samples = await readSamples(path, args);
    const test = await readTest(args, samples);
    const fitted = ofFile(
      path,
      () => fitPrepared(samples, options, args.flag("standardize")),
      ofFeatures(samples.names),
    );
    const report = {
      ...describeFit(fitted, samples, options),
      ...(fitted.rows && { correlatedRows: fitted.rows }),
      ...(test && { test: testError(fitted, test) }),
    };
    if (save !== undefined) saveModel(save, fitted, samples);
    return { documents: [report], text: () => fitText(report, save) };
  },
};

interface Settings {
  kernel: Kernel;
  lambda: Lambda;
  intercept: boolean;
  correlation?: RowCorrelation;
}

/** A fit, and its model for the features as they were given. */
interface Fitted extends Kept {
  ridge: Ridge;
  standardized: boolean;
  rows: CorrelatedRows | undefined;
  prepare: (X: Matrix) => Matrix;
}

function fitPrepared({ X, y }: Samples, settings: Settings, standardized: boolean): Fitted {
  const units = standardized ? unitsOf(X) : undefined;
  const prepare = (rows: Matrix) => (units ? inUnits(rows, units) : rows);
  const { correlation, ...options } = settings;
  const ready = prepare(X);
  const rows = correlation && correlatedRows(ready, y, { ...options, correlation });
  const ridge = Ridge.fit(ready, y, { ...options, ...(rows && { lambda: rows.lambda }) });
  const model = units ? inOriginalUnits(ridge.model, units) : ridge.model;
  // A linear model needs no units any more.
  const kept = {
    model,
    classes: ridge.classes,
    units: "coefficients" in model ? undefined : units,
  };
  return { ...kept, ridge, standardized, prepare, rows };
}

/** The rows of --test, whose columns must be the same. */
async function readTest(args: Arguments, samples: Samples): Promise<Samples | undefined> {
  const path = args.text("test");
  if (path === undefined) return undefined;
  if (args.has("y")) throw new Misuse("--test has no meaning beside --y");
  const test = await readSamples(path, args);
  const same = (a: readonly string[], b: readonly string[]) => a.join("\n") === b.join("\n");
  if (!same(test.names, samples.names)) throw new Misuse(`--test ${path} has other columns`);
  if (Array.isArray(test.y) !== Array.isArray(samples.y)) {
    throw new Misuse(`--test ${path} has a target of another kind; --classify makes both classes`);
  }
  return test;
}

function describeFit(fitted: Fitted, samples: Samples, settings: Settings): FitReport {
  const { ridge, model, standardized } = fitted;
  const { lambda, kappa, sTransform, df1, df2, trainError, looError, looStandardError, gcv } =
    ridge;
  return {
    status: ridge.status,
    kernel: settings.kernel,
    fitIntercept: settings.intercept,
    standardized,
    samples: samples.X.rows,
    features: samples.names,
    targets: samples.targets,
    ...(ridge.classes && { classes: ridge.classes }),
    ...("coefficients" in model && { coefficients: numbersOrRows(model.coefficients) }),
    ...(ridge.coefficientErrors &&
      !standardized && { coefficientErrors: numbersOrRows(ridge.coefficientErrors) }),
    intercept: oneOrAll(model.intercept),
    lambda,
    lambdaBy: settings.correlation ? chosenAmongRows(settings.lambda) : lambdaBy(settings.lambda),
    kappa,
    sTransform,
    df1,
    df2,
    trainError,
    looError,
    looStandardError,
    gcv,
    noise: ridge.noise,
    path: ridge.path,
  };
}

const chosenAmongRows = (lambda: Lambda): FitReport["lambdaBy"] =>
  typeof lambda === "number" ? "given" : "corrGcv";

/** The mean squared error on other rows, and the share of wrong classes. */
function testError({ ridge: model, prepare }: Fitted, { X: given, y }: Samples): TestReport {
  const X = prepare(given);
  const predicted = model.predictAll(X);
  const wanted = wantedOf(y, model.classes, predicted.columns);
  const sum = predicted.data.reduce(
    (total, value, i) => total + (value - (wanted[i] ?? 0)) ** 2,
    0,
  );
  const report = { samples: X.rows, testError: sum / X.rows };
  if (!model.classes) return report;
  const classes = model.classify(X);
  const wrong = classes.filter((name, i) => name !== (y as string[])[i]).length;
  return { ...report, classificationError: wrong / X.rows };
}

function wantedOf(y: Samples["y"], classes: readonly string[] | undefined, columns: number) {
  if (!classes) return "data" in y ? y.data : (y as Float64Array);
  const wanted = new Float64Array(y instanceof Float64Array ? 0 : columns * (y as Labels).length);
  (y as string[]).forEach((name, i) => {
    const k = classes.indexOf(name);
    if (k >= 0) wanted[i * columns + k] = 1;
  });
  return wanted;
}
