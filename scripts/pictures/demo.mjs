// What `ridgelaw demo` finds on MNIST, from one run of it.
import { readFileSync } from "node:fs";
import { doubleDescent, kappaCurve, learningCurve, spectrum, trainTest } from "ridgelaw/plot";
import { buildDir, inRoot } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";

const unit = "squared, sum of ten digits";

let found;

/** The demo's JSON: run once, or read from the file that RIDGELAW_DEMO names. */
function demo() {
  found ??= process.env.RIDGELAW_DEMO ? readSaved(process.env.RIDGELAW_DEMO) : runDemo();
  return found;
}

const readSaved = async (file) => JSON.parse(readFileSync(file, "utf8"));

async function runDemo() {
  const args = [inRoot("dist", "cli.js"), "demo", "--json", "--html", `${buildDir}/demo.html`];
  const { stdout } = await run("node", args);
  return JSON.parse(stdout);
}

async function forecasted() {
  const found = await demo();
  const title = "MNIST: 1,000 digits seen, the error with more of them forecast";
  return { ...learningCurve({ forecast: found, trained: found.trained, unit }), title };
}

async function eigenvalues() {
  const { fit } = await demo();
  return spectrum({ eigenvalues: fit.modes.eigenvalues, path: fit.path });
}

async function errors() {
  const { fit, lambda, trainedHere } = await demo();
  return trainTest({ path: fit.path, lambda, trained: trainedHere, unit });
}

export const pictures = {
  "learning-curve": forecasted,
  spectrum: eigenvalues,
  "train-test": errors,
  kappa: async () => kappaCurve(await demo()),
  pixels: async () => doubleDescent((await demo()).doubleDescent),
};
