// ridgelaw fit --stream: a linear fit of a file that need not fit into memory.
import { classesOf, fitRows, type LeaveOneOut, type Predictor, type StreamedRidge } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer } from "../command.ts";
import { Misuse } from "../fail.ts";
import { kernelOptions } from "../input/kernel.ts";
import { saveModel } from "../input/model_file.ts";
import { inOriginalUnits, type Units } from "../input/standardize.ts";
import { type Stream, streamInUnits, streamSamples, unitsOfStream } from "../input/stream_data.ts";
import {
  type Lambda,
  lambdaBy,
  oneOrAll,
  readLambda,
  type StreamReport,
  type TestReport,
} from "../output/fit_report.ts";
import { fitText } from "../output/fit_text.ts";
import { numbersOrRows } from "../output/rows.ts";
import { progress } from "../platform.ts";

/** Reads the options that a stream can answer, and fits. */
export async function fitStream(path: string, args: Arguments): Promise<Answer> {
  const others = [...Object.keys(kernelOptions), "correlation"];
  const stray = others.find((name) => args.has(name));
  if (stray) throw new Misuse(`--${stray} has no meaning with --stream`);
  const lambda = args.has("lambda") ? readLambda(args) : "gcv";
  const given = streamSamples(path, args);
  if (!given.isReopenable && (lambda === "loo" || args.flag("standardize"))) {
    throw new Misuse("stdin can be passed over once only, so no --lambda loo and no --standardize");
  }
  const classes = given.isReopenable ? await classesOf(given.open()) : undefined;
  const units = args.flag("standardize") ? await unitsOfStream(given) : undefined;
  const stream = units ? streamInUnits(given, units) : given;
  const workers = args.number("workers");
  const { model, loo } = await fitRows(given.isReopenable ? stream.open : stream.open(), {
    lambda,
    intercept: !args.flag("no-intercept"),
    ...(classes && { classes }),
    ...(workers !== undefined && { workers }),
    onProgress: doublings(),
  });
  const test = args.text("test");
  const report = {
    ...describe({ model, loo, units, found: given.found, lambda }, args),
    ...(test !== undefined && { test: await testOf(test, args, model, units) }),
  };
  const save = args.text("save");
  if (save !== undefined) {
    const kept = { model: inUnitsGiven(model, units), classes: model.classes, units: undefined };
    saveModel(save, kept, given.found);
  }
  return { documents: [report], text: () => fitText(report, save) };
}

/** Tells rows whenever they have doubled. */
function doublings(): (progress: { rows: number }) => void {
  let next = 1000;
  return ({ rows }) => {
    if (rows < next) return;
    progress(`${rows} rows …`);
    next = 2 * rows;
  };
}

const inUnitsGiven = (model: StreamedRidge, units: Units | undefined) =>
  units ? inOriginalUnits(model.model, units) : model.model;

interface Found {
  model: StreamedRidge;
  loo: LeaveOneOut | undefined;
  units: Units | undefined;
  found: Stream["found"];
  lambda: Lambda;
}

function describe({ model, loo, units, found, lambda }: Found, args: Arguments): StreamReport {
  const { kappa, sTransform, df1, df2, trainError, gcv, noise } = model;
  const fitted = inUnitsGiven(model, units);
  const place = loo ? loo.lambda.indexOf(model.lambda) : -1;
  return {
    streamed: true,
    status: model.status,
    condition: model.condition,
    kernel: { kind: "linear" },
    fitIntercept: !args.flag("no-intercept"),
    standardized: units !== undefined,
    samples: model.samples,
    features: found.names,
    targets: found.targets,
    ...(model.classes && { classes: model.classes }),
    ...("coefficients" in fitted && { coefficients: numbersOrRows(fitted.coefficients) }),
    intercept: oneOrAll(fitted.intercept),
    lambda: model.lambda,
    lambdaBy: Array.isArray(lambda) ? "gcv" : lambdaBy(lambda),
    kappa,
    sTransform,
    df1,
    df2,
    trainError,
    ...(loo &&
      place >= 0 && {
        looError: loo.looError[place] as number,
        looStandardError: loo.looStandardError[place] as number,
      }),
    gcv,
    noise,
    path: { ...model.path, ...(loo && model.path.lambda.length === loo.lambda.length && loo) },
  };
}

/** Errors on the rows of another file, streamed as well. */
async function testOf(
  path: string,
  args: Arguments,
  model: Predictor,
  units: Units | undefined,
): Promise<TestReport> {
  if (args.has("y")) throw new Misuse("--test has no meaning beside --y");
  const given = streamSamples(path, args);
  const stream = units ? streamInUnits(given, units) : given;
  const sums = { rows: 0, error: 0, wrong: 0 };
  for await (const { X, y } of stream.open()) {
    const predicted = model.predictAll(X);
    const wanted = wantedOf(y, model.classes);
    predicted.data.forEach((value, place) => {
      sums.error += (value - (wanted[place] ?? 0)) ** 2;
    });
    sums.rows += X.rows;
    if (!model.classes) continue;
    const names = model.classify(X);
    sums.wrong += names.filter((name, i) => name !== String((y as string[])[i])).length;
  }
  const report = { samples: sums.rows, testError: sums.error / sums.rows };
  return model.classes ? { ...report, classificationError: sums.wrong / sums.rows } : report;
}

function wantedOf(y: unknown, classes: readonly string[] | undefined): ArrayLike<number> {
  if (Array.isArray(y) && classes) {
    return y.flatMap((label) => classes.map((name) => (name === String(label) ? 1 : 0)));
  }
  return y instanceof Float64Array ? y : (y as { data: Float64Array }).data;
}
