import { Bench } from "tinybench";
import type { Benchmark, Case, Contenders, Timing } from "./benchmark.ts";
import { cpuMilliseconds } from "./cpu.ts";
import type { Peers } from "./peers.ts";
import { timePython } from "./python.ts";

/** Times every contender of one case in processor time, having checked their answers. */
export async function measure(benchmark: Benchmark, of: Case, peers?: Peers): Promise<Timing[]> {
  const contenders = await checked(of, peers);
  const settings = { time: 1_000, iterations: 5, warmupTime: 200, warmupIterations: 1 };
  const bench = new Bench({ ...settings, now: cpuMilliseconds });
  for (const [name, run] of Object.entries(contenders)) bench.add(name, run);
  await bench.run();
  const timings = bench.tasks.map((task) => timing(benchmark.name, of, task));
  for (const peer of [of.python ?? []].flat()) {
    const times = timePython(peer);
    if (times) timings.push(ofPython(benchmark.name, of, peer.name, times));
  }
  const first = timings[0]?.medianMs ?? Number.NaN;
  return timings.map((each) => ({ ...each, ratio: each.medianMs / first }));
}

/** Runs every contender of one case once. */
export async function smoke(of: Case): Promise<void> {
  await checked(of);
}

async function checked(of: Case, peers?: Peers): Promise<Contenders> {
  const contenders = { ...of.prepare(), ...(peers && of.peers?.(peers)) };
  for (const [name, run] of Object.entries(contenders)) await of.check(await run(), name);
  return contenders;
}

function timing(benchmark: string, of: Case, task: Bench["tasks"][number]): Timing {
  const { result } = task;
  if (result.state !== "completed") {
    const cause = "error" in result ? result.error : undefined;
    throw new Error(`${benchmark}, ${of.name}: ${task.name} did not run to its end`, { cause });
  }
  const { p50, p99, samplesCount } = result.latency;
  return {
    benchmark,
    case: of.name,
    contender: task.name,
    medianMs: p50,
    p99Ms: p99,
    runs: samplesCount,
    ratio: 1,
    ...rate(of, p50),
  };
}

function ofPython(benchmark: string, of: Case, contender: string, times: number[]): Timing {
  const at = (share: number) => times[Math.floor(share * (times.length - 1))] as number;
  const medianMs = at(0.5);
  return {
    benchmark,
    case: of.name,
    contender,
    medianMs,
    p99Ms: at(0.99),
    runs: times.length,
    ratio: 1,
    ...rate(of, medianMs),
  };
}

const rate = ({ flops }: Case, ms: number) => (flops ? { gigaflops: flops / (ms * 1e6) } : {});
