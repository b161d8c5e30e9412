import { Bench } from "tinybench";
import type { Benchmark, Case, Contenders, Timing } from "./benchmark.ts";

/** Times every contender of one case, having checked their answers. */
export async function measure(benchmark: Benchmark, of: Case): Promise<Timing[]> {
  const contenders = checked(of);
  const bench = new Bench({ time: 1_000, iterations: 5, warmupTime: 200, warmupIterations: 1 });
  for (const [name, run] of Object.entries(contenders)) bench.add(name, run);
  await bench.run();
  const timings = bench.tasks.map((task) => timing(benchmark.name, of.name, task));
  const first = timings[0]?.medianMs ?? Number.NaN;
  return timings.map((each) => ({ ...each, ratio: each.medianMs / first }));
}

/** Runs every contender of one case once. */
export function smoke(of: Case): void {
  checked(of);
}

function checked(of: Case): Contenders {
  const contenders = of.prepare();
  for (const [name, run] of Object.entries(contenders)) of.check(run(), name);
  return contenders;
}

function timing(benchmark: string, name: string, task: Bench["tasks"][number]): Timing {
  const { result } = task;
  if (result.state !== "completed") {
    const cause = "error" in result ? result.error : undefined;
    throw new Error(`${benchmark}, ${name}: ${task.name} did not run to its end`, { cause });
  }
  const { p50, p99, samplesCount } = result.latency;
  const contender = task.name;
  return {
    benchmark,
    case: name,
    contender,
    medianMs: p50,
    p99Ms: p99,
    runs: samplesCount,
    ratio: 1,
  };
}
