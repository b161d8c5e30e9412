// Runs bench/*.bench.ts, or those named: [--smoke | --check] [--peers] [name ...]; with the name forecast, what forecasts
// are worth (forecast/run.ts). Called by `npm run bench`, which builds the package first.
import { globSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { runForecasts, smokeForecasts } from "./forecast/run.ts";
import type { Benchmark, Timing } from "./harness/benchmark.ts";
import { brokenBudgets } from "./harness/budgets.ts";
import { measure, smoke } from "./harness/measure.ts";
import { simdPeak } from "./harness/peak.ts";
import { loadPeers } from "./harness/peers.ts";
import { save } from "./harness/results.ts";
import { table } from "./harness/table.ts";

const flags = process.argv.slice(2).filter((argument) => argument.startsWith("--"));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));

async function benchmarks(): Promise<Benchmark[]> {
  const files = globSync(join(import.meta.dirname, "*.bench.ts")).sort();
  const chosen = files.filter((file) => isNamed(basename(file, ".bench.ts")));
  if (chosen.length === 0) throw new Error(`no benchmark is called ${names.join(" or ")}`);
  const modules = await Promise.all(chosen.map((file) => import(pathToFileURL(file).href)));
  return modules.map((module) => module.default as Benchmark);
}

const isNamed = (name: string) => names.length === 0 || names.includes(name);

async function smokeAll(all: readonly Benchmark[]): Promise<void> {
  for (const benchmark of all) {
    const cases = benchmark.cases.filter((each) => !each.skipInSmoke);
    for (const each of cases) await smoke(each);
    console.log(
      `${benchmark.name}: ${cases.length} of ${benchmark.cases.length} cases answer rightly`,
    );
  }
}

async function measureAll(all: readonly Benchmark[]): Promise<void> {
  const timings: Timing[] = [];
  const peak = simdPeak();
  const peers = flags.includes("--peers") ? await loadPeers() : undefined;
  console.log(
    `128-bit SIMD in WebAssembly reaches ${peak.toFixed(1)} Gflop/s here; all times are processor time`,
  );
  for (const benchmark of all) {
    const own: Timing[] = [];
    for (const each of benchmark.cases) own.push(...(await measure(benchmark, each, peers)));
    console.log(`\n${benchmark.name}\n${table(own)}`);
    timings.push(...own);
  }
  console.log(`\nwritten to ${relative(process.cwd(), save(timings, peak))}`);
  if (flags.includes("--check")) report(brokenBudgets(timings, peak));
}

function report(broken: readonly string[]): void {
  for (const line of broken) console.log(`over budget: ${line}`);
  console.log(broken.length === 0 ? "all within their budgets" : "");
  if (broken.length > 0) process.exitCode = 1;
}

if (names.includes("forecast")) {
  if (!flags.includes("--smoke")) runForecasts(flags);
} else {
  const all = await benchmarks();
  if (flags.includes("--smoke")) await smokeAll(all);
  else await measureAll(all);
}
if (flags.includes("--smoke") && isNamed("forecast")) smokeForecasts();
