// ridgelaw forecast: the learning curve beyond the data at hand.
import { type Forecast, forecast as forecastCurve, type Kernel, Ridge } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Failure, Misuse } from "../fail.ts";
import { readSamples, type Samples, sampleOptions } from "../input/data.ts";
import { kernelOptions, readKernel } from "../input/kernel.ts";
import { inUnits, standardizeOption, unitsOf } from "../input/standardize.ts";
import { forecastText, type Reached } from "../output/forecast_text.ts";
import { nameOf, progress, requireWritable, writeWhole } from "../platform.ts";

export const forecast: Command = {
  name: "forecast",
  summary: "The test error to expect with more data, with 90 % intervals, and its ceiling.",
  usage: "DATA --target NAME --at SIZES [options]",
  options: {
    at: { type: "string", value: "A,B,C", help: "training sizes to forecast" },
    reach: {
      type: "string",
      value: "ERROR",
      help: "also tell how many samples reach this test error",
    },
    ...sampleOptions,
    ...kernelOptions,
    lambda: {
      type: "string",
      value: "L",
      help: "a number, used at every size, or optimal, the best at each (optimal)",
    },
    standardize: standardizeOption,
    "no-intercept": { type: "boolean", help: "fit no intercept" },
    "test-size": {
      type: "string",
      value: "NUMBER",
      help: "size of the test set that intervals are for",
    },
    seed: { type: "string", value: "NUMBER", help: "seed of the subsamples of the backtest" },
    html: { type: "string", value: "FILE", help: "write a report to open in a browser" },
  },
  notes: `DATA is .csv, .tsv or .npy. The model is ridge regression, loss (1/P)|f(X)-y|^2 + lambda |f|^2.
Errors are mean squares on new samples, summed over targets; for classes the share of wrong ones too.

  ridgelaw forecast data.csv --target y --kernel rbf --gamma 0.08 --at 2000,10000 --html report.html`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("DATA");
    const options = readOptions(args);
    const reach = readReach(args);
    const html = args.text("html");
    if (html !== undefined) requireWritable(html, path);
    const writeReport = html === undefined ? undefined : await reportWriter(html, nameOf(path));
    const samples = await readStandardized(path, args);
    progress(`forecasting from ${samples.X.rows} samples …`);
    const result = forecastCurve({ X: samples.X, y: samples.y, ...options });
    const reached = reach === undefined ? undefined : samplesFor(result, reach);
    writeReport?.(result, samples, options);
    const { samplesFor: _, ...report } = result;
    return {
      documents: [{ ...report, ...(reached && { samplesFor: reached }) }],
      text: () => forecastText(result, { ...options, reached, html }),
    };
  },
};

async function readStandardized(path: string, args: Arguments): Promise<Samples> {
  const samples = await readSamples(path, args);
  if (!args.flag("standardize")) return samples;
  return { ...samples, X: inUnits(samples.X, unitsOf(samples.X)) };
}

function readOptions(args: Arguments) {
  const at = args.numbers("at");
  if (!at) throw new Misuse("--at SIZES is needed: the training sizes to forecast");
  const testSize = args.number("test-size");
  const seed = args.number("seed");
  return {
    at,
    kernel: readKernel(args),
    lambda: readLambda(args),
    intercept: !args.flag("no-intercept"),
    ...(testSize !== undefined && { testSize }),
    ...(seed !== undefined && { seed }),
  };
}

function readLambda(args: Arguments): number | "optimal" {
  const text = args.text("lambda") ?? "optimal";
  if (text === "optimal") return text;
  if (!/^[-+.\d]/.test(text)) throw new Misuse(`--lambda takes a number or optimal, not ${text}`);
  return args.number("lambda") ?? "optimal";
}

function readReach(args: Arguments): number | undefined {
  const reach = args.number("reach");
  if (reach === undefined || reach > 0) return reach;
  throw new Misuse(`--reach must be positive, not ${reach}`);
}

function samplesFor(result: Forecast, testError: number): Reached {
  const { samples, interval } = result.samplesFor(testError);
  const orNever = (size: number | null) => size ?? Number.POSITIVE_INFINITY;
  return {
    testError,
    samples: orNever(samples),
    interval: [orNever(interval[0]), orNever(interval[1])],
  };
}

type WriteReport = (result: Forecast, samples: Samples, options: Fitted) => void;
type Fitted = { kernel: Kernel; intercept: boolean };

/** Writes the HTML report. What draws it is loaded only here: it brings a plot library along. */
async function reportWriter(path: string, source: string): Promise<WriteReport> {
  const { forecastReport } = await import("ridgelaw/plot").catch((error) => {
    throw new Failure(`--html cannot draw: ${error.message}`);
  });
  return (result, { X, y }, { kernel, intercept }) => {
    progress("drawing the report …");
    const fit = Ridge.fit(X, y, { kernel, intercept });
    writeWhole(path, forecastReport(result, { title: `Forecast for ${source}`, fit }));
  };
}
