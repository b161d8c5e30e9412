// Draws docs/pictures/ anew: the job of `ridgelaw demo`, and ridge theory. Needs `npm run build` first; takes a minute,
// or a second where the output of `ridgelaw demo --json` is given as a file.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import {
  corrGcv,
  fitRows,
  forecast,
  isotropic,
  logspace,
  powerLaw,
  Ridge,
  randomFeatures,
  resample,
  ridge,
} from "ridgelaw";
import {
  doubleDescent,
  errorEstimates,
  kappaCurve,
  learningCurve,
  spectrum,
  toSvg,
  trainTest,
} from "ridgelaw/plot";
import { correlatedTrials } from "./lib/correlated-trials.mjs";
import { runMain } from "./lib/fail.mjs";
import { buildDir, inRoot } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";
import { step } from "./lib/step.mjs";
import { noisy, nonlinear } from "./pictures/features.mjs";
import { pictures as fits } from "./pictures/fits.mjs";

const folder = inRoot("docs", "pictures");

const draw = (name, picture, options) =>
  writeFileSync(`${folder}/${name}.svg`, `${toSvg(picture, { width: 760, ...options })}\n`);

/** Test error, bias and variance where samples are as many as dimensions. */
function theory() {
  const population = isotropic({ dimension: 400, noise: 0.1 });
  const samples = Float64Array.from([...logspace(40, 4000, 201), 400]).sort();
  const at = (lambda) => ridge(population, { samples, lambda });
  const [small, large] = [1e-3, 0.1];
  const tamed = { lambda: large, testError: at(large).testError };
  const title = "Double descent of ridge regression, in theory";
  return doubleDescent({ samples, lambda: small, theory: at(small), tamed, title });
}

/** The same with 200 random features of a power law: the peak is where samples are as many as features. */
function features() {
  const population = powerLaw({ exponent: 1.2, source: 0.4, modes: 5000, noise: 0.05 });
  const samples = Float64Array.from([...logspace(20, 4000, 201), 200]).sort();
  const layers = [{ kind: "gaussian", width: 200 }];
  const at = (lambda) => randomFeatures(population, { layers, samples, lambda });
  const [small, large] = [1e-6, 1e-2];
  const { testError, bias, variance } = at(small);
  const sum = (...parts) =>
    parts[0].map((_, i) => parts.reduce((total, part) => total + part[i], 0));
  const parts = {
    data: sum(variance.features, variance.data, variance.featuresData),
    noise: sum(variance.noise, variance.featuresNoise),
  };
  return doubleDescent({
    samples,
    lambda: small,
    theory: { testError, bias, variance: parts },
    tamed: { lambda: large, testError: at(large).testError },
    marked: 200,
    title: "200 random features, in theory",
  });
}

/** Sixty directions seen through samples that remember ten steps, and what estimates make of them. */
function correlated() {
  const population = isotropic({ dimension: 60, noise: 0.2 });
  const [length, lambda] = [10, 0.01];
  const options = { lambda, sampleCorrelation: { kind: "exponential", length } };
  const samples = Float64Array.from(logspace(20, 400, 60), Math.round);
  const theory = { samples, testError: ridge(population, { ...options, samples }).testError };
  const estimates = correlatedTrials({ corrGcv, Ridge }, { length, lambda, trials: 40 });
  const title = "Sixty directions, samples correlated over ten steps";
  return errorEstimates({ theory, estimates, title });
}

/** Standard normal numbers, the same every time (a shift register; Box and Muller). */
function normals() {
  let state = 2_654_435_769;
  const uniform = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A forecast from 250 rows, and parts of 1,000 really trained and tested on the others. */
async function resampled() {
  const draw = normals();
  const X = Array.from({ length: 1000 }, () => [draw(), draw(), draw(), draw()]);
  const y = X.map(([a, b, c, d]) => Math.tanh(2 * a) + b * c + 0.3 * d * d + 0.3 * draw());
  const options = { kernel: { kind: "rbf", gamma: 0.1 }, lambda: 1e-3 };
  const sizes = [62, 125, 250, 500, 800];
  const seen = forecast({ X: X.slice(0, 250), y: y.slice(0, 250), ...options, at: sizes });
  const method = { kind: "learningCurve", sizes, repeats: 6 };
  const { testError, trainError } = await resample({ X, y }, { ...options, method });
  const trained = sizes.map((samples, i) => ({
    samples,
    testError: testError[i],
    trainError: trainError[i],
  }));
  const picture = learningCurve({ forecast: seen, trained });
  return { ...picture, title: "Forecast from 250 rows, and parts of 1,000 tested on the others" };
}

/** 1,500 rows of 400 columns with a power-law spectrum, streamed: GCV from sums, leave-one-out from a second pass. */
async function streamed() {
  const open = function* () {
    const draw = normals();
    const columns = 400;
    for (let chunk = 0; chunk < 15; chunk++) {
      const rows = Array.from({ length: 100 }, () =>
        Array.from({ length: columns }, (_, j) => draw() * (j + 1) ** -0.6),
      );
      yield { X: rows, y: rows.map((x) => x.reduce((sum, v) => sum + v, 0) + 0.5 * draw()) };
    }
  };
  const lambda = logspace(1e-6, 1, 49);
  const { model, loo } = await fitRows(open, { lambda, leaveOneOut: true });
  const picture = trainTest({ path: { ...model.path, ...loo }, lambda: model.lambda });
  return { ...picture, title: "Streamed rows: GCV from sums, leave-one-out from a second pass" };
}

/** What the demo found on MNIST. */
async function demo() {
  const saved = process.argv[2];
  if (saved) return JSON.parse(readFileSync(saved, "utf8"));
  const args = [inRoot("dist", "cli.js"), "demo", "--json", "--html", `${buildDir}/demo.html`];
  const { stdout } = await run("node", args);
  return JSON.parse(stdout);
}

await runMain(async () => {
  mkdirSync(folder, { recursive: true });
  mkdirSync(buildDir, { recursive: true });
  draw("double-descent", theory());
  draw("random-features", features());
  draw("correlated-samples", correlated());
  await step("training on random features", () => {
    draw("noisy-features", noisy());
    draw("nonlinear-features", nonlinear());
  });
  draw("resample", await resampled());
  draw("streaming", await streamed());
  for (const [name, picture] of Object.entries(fits)) draw(name, picture());
  const found = await step("running the demo", demo);
  const { fit, lambda, trained, trainedHere, curve, seen, now } = found;
  const unit = "squared, sum of ten digits";
  draw("learning-curve", {
    ...learningCurve({ forecast: found, trained, unit }),
    title: "MNIST: 1,000 digits seen, the error with more of them forecast",
  });
  draw("spectrum", spectrum({ eigenvalues: fit.modes.eigenvalues, path: fit.path }));
  draw("train-test", trainTest({ path: fit.path, lambda, trained: trainedHere, unit }));
  draw("kappa", kappaCurve({ curve, seen, now }));
  draw("pixels", doubleDescent(found.doubleDescent));
});
