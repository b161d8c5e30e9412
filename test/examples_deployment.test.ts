// The files of examples/deployment run as they stand, with the package in place of an installed one.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RedisServer } from "./bullmq/redis_server.ts";
import { cli, Folder, node } from "./cli/ridgelaw.ts";

const examples = fileURLToPath(new URL("../examples/deployment/", import.meta.url));
const folder = new Folder();
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
  copyFileSync(`${examples}grid.json`, folder.at("grid.json"));
  mkdirSync(folder.at("bin"));
  // What `npx` finds where the package is installed.
  writeFileSync(folder.at("bin/npx"), `#!/bin/bash\nshift 2\nexec "${node}" "${cli}" "$@"\n`);
  chmodSync(folder.at("bin/npx"), 0o755);
}, 300_000);
afterAll(async () => {
  await redis.remove();
  folder.remove();
});

const env = (more: Record<string, string>) => ({
  ...process.env,
  PATH: `${folder.at("bin")}:${process.env["PATH"]}`,
  REDIS_URL: redis.address,
  ...more,
});

/** Runs to its end, in the folder where the grid is. */
const run = (command: string, args: readonly string[], more: Record<string, string> = {}): string =>
  execFileSync(command, args, { cwd: folder.path, env: env(more), encoding: "utf8" });

const merged = (name: string): string => run(node, [cli, "merge", name]);

/** The command of the one container in a manifest. */
function commandOf(name: string): string[] {
  const text = readFileSync(`${examples}${name}`, "utf8");
  const list = (key: string) =>
    JSON.parse(new RegExp(`^ +${key}: (\\[.*\\])$`, "m").exec(text)?.[1] ?? "[]");
  return [...list("command"), ...list("args")];
}

it("a Slurm array, a Kubernetes job and a queue merge to the same bytes", async () => {
  for (const id of ["0", "1", "2"]) {
    run("bash", [`${examples}sweep.sbatch`, "grid.json", "slurm"], {
      SLURM_ARRAY_TASK_ID: id,
      SLURM_ARRAY_TASK_COUNT: "3",
      SLURM_CPUS_PER_TASK: "1",
    });
  }
  // Twelve cells: of a hundred pods the first twelve have one each, and the thirteenth has none.
  const [command = "", ...args] = commandOf("sweep-job.yaml");
  for (let pod = 0; pod < 13; pod++) run(command, args, { JOB_COMPLETION_INDEX: String(pod) });
  const expected = merged("slurm");
  expect(expected.trimEnd().split("\n")).toHaveLength(12);
  expect(merged("records")).toBe(expected);
  const worker: ChildProcess = spawn(process.execPath, [`${examples}worker.mjs`], { env: env({}) });
  const ended = new Promise((resolve) => worker.on("close", resolve));
  const said = run(process.execPath, [`${examples}submit.mjs`, "grid.json", "queue"]);
  expect(said).toBe("12 records, 0 of them from before\n");
  worker.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(readFileSync(folder.at("queue.jsonl"), "utf8")).toBe(expected);
}, 120_000);

it("the workers of a cluster serve the queue until they are told to end", async () => {
  const [command = "", ...args] = commandOf("workers.yaml").map((arg) =>
    arg === "redis://redis:6379" ? redis.address : arg,
  );
  const worker = spawn(command, args, { env: env({}) });
  const ended = new Promise((resolve) => worker.on("close", resolve));
  const options = ["--out", "again", "--redis", redis.address];
  expect(run(node, [cli, "sweep", "grid.json", ...options])).toBe("12 records\n");
  worker.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(merged("again")).toBe(merged("slurm"));
}, 60_000);
