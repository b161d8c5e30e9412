import { spawnSync } from "node:child_process";
import type { PythonPeer } from "./benchmark.ts";

/** Repeats the expression as tinybench does: for a second at least, and five times unless told otherwise. */
const timer = `
import json, sys, time
task = json.loads(sys.stdin.read())
scope = {}
exec(task["setup"], scope)
code = compile(task["run"], "run", "eval")
if task["runs"] > 1:
    eval(code, scope)
times, start = [], time.process_time()
while len(times) < task["runs"] or time.process_time() - start < 1:
    before = time.process_time()
    eval(code, scope)
    times.append(1e3 * (time.process_time() - before))
print(json.dumps(sorted(times)))
`;

const oneThread = { OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/** OpenBLAS as on machines whose vectors have 256 bits. */
export const avx2 = { OPENBLAS_CORETYPE: "Haswell" };

/** Processor times in milliseconds, ascending; nothing where Python or the library is not there. */
export function timePython({ setup, run, env: own, runs = 5 }: PythonPeer): number[] | undefined {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  const { status, stdout } = spawnSync("python3", ["-c", timer], {
    input: JSON.stringify({ setup, run, runs }),
    env: { ...env, ...oneThread, ...own },
    encoding: "utf8",
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}
