// The trial: a forecast from the images seen, then models really trained where it points.
import { type Forecast, forecast, type Kernel, logspace, type Predictor, Ridge } from "ridgelaw";
import { progress } from "../platform.ts";
import type { Digits, Mnist } from "./mnist.ts";

/** What is asked. */
export const settings = {
  seen: 1000,
  at: [2000, 4000],
  testSize: 2000,
  kernel: { kind: "rbf", gamma: 0.02 },
  lambda: 1e-4,
} as const satisfies { kernel: Kernel; [name: string]: unknown };

/** What errors are measured in. */
export const errorUnit = "squared, sum of ten digits";

/** Errors of a model really trained, on the test images. */
export interface Outcome {
  samples: number;
  /** Squared, summed over the ten digits. */
  testError: number;
  /** Share of images taken for another digit. */
  classError: number;
}

export interface Trial {
  forecast: Forecast;
  /** The images seen, fitted along a path of ridges. */
  fit: Ridge;
  /** Models trained on the images seen at some of these ridges. */
  trainedHere: { lambda: number; trainError: number; testError: number }[];
  /** Models trained on more images than were seen. */
  trained: Outcome[];
}

/** Every tenth of these ridges is a power of ten. */
const path = logspace(1e-6, 1, 61);
const triedHere = [10, 20, 30, 40];

/** Forecasts, then trains; tells what it is doing. */
export function runTrial(images: Mnist): Trial {
  const { seen, at, testSize, kernel, lambda } = settings;
  const known = images.training(0, seen);
  progress(`forecasting from ${seen} images …`);
  const future = forecast({ ...known, kernel, lambda, at: [...at], testSize });
  const fit = Ridge.fit(known.X, known.y, { kernel, lambda: path });
  const test = images.testing(testSize);
  progress(`training on these ${seen} images at other ridges …`);
  const fewer = images.testing(testSize / 2);
  const trainedHere = triedHere.map((i) => {
    const ridge = path[i] as number;
    const { testError } = train(known, ridge, fewer);
    return { lambda: ridge, trainError: fit.path.trainError[i] as number, testError };
  });
  const trained = at.map((samples) => {
    progress(`training on ${samples} images, and telling ${testSize} others …`);
    return train(images.training(0, samples), lambda, test);
  });
  return { forecast: future, fit, trainedHere, trained };
}

function train({ X, y }: Digits, lambda: number, test: Digits): Outcome {
  const model = Ridge.train(X, y, { kernel: settings.kernel, lambda });
  return { samples: X.rows, ...score(model, test) };
}

/** Squared error and share of wrong digits on images that were not trained on. */
export function score(model: Predictor, { X, y }: Digits): Omit<Outcome, "samples"> {
  const { data, rows, columns } = model.predictAll(X);
  let [squared, wrong] = [0, 0];
  for (let i = 0; i < rows; i += 1) {
    const scores = data.subarray(i * columns, (i + 1) * columns);
    const truth = model.classes?.indexOf(y[i] as string) ?? -1;
    scores.forEach((value, k) => {
      squared += (value - (k === truth ? 1 : 0)) ** 2;
    });
    if (scores.indexOf(Math.max(...scores)) !== truth) wrong += 1;
  }
  return { testError: squared / rows, classError: wrong / rows };
}
