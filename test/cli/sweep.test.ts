import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { grid } from "../support/grid.ts";
import { cli, complaint, Folder, json, misuse, node, type Outcome, ridgelaw } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const path = folder.write("grid.json", JSON.stringify(grid, undefined, 2));
const records = (name: string) =>
  readdirSync(folder.at(name)).filter((file) => /^[0-9a-f]{64}\.json$/.test(file));

/** The command in an environment of a job. */
function inJob(args: readonly string[], env: Record<string, string>): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(node, [cli, ...args], { env: { ...process.env, ...env } });
    const outcome: Outcome = { code: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      outcome.stdout += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      outcome.stderr += chunk;
    });
    child.on("close", (code) => resolve({ ...outcome, code }));
  });
}

const merged = async (name: string) => {
  const { code, stdout, stderr } = await ridgelaw(["merge", folder.at(name)]);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
};

describe("ridgelaw sweep", () => {
  it("writes a record a cell, and merge joins them in the order of the grid", async () => {
    const progress = await json(["sweep", path, "--out", folder.at("whole")]);
    expect(progress).toEqual({ cells: 12, done: 12, found: 0, redone: 0, failed: 0 });
    expect(records("whole")).toHaveLength(12);
    const lines = (await merged("whole"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ cell }) => [cell.problem.samples, cell.problem.lambda, cell.seed])).toEqual(
      [10, 20, 40].flatMap((samples) =>
        [0.1, 1].flatMap((lambda) => [0, 1].map((seed) => [samples, lambda, seed])),
      ),
    );
    expect(lines[0].report.testError.mean).toBeGreaterThan(0);
  });

  it("merges to the same bytes from any shards, counted from 0 or 1, or told by the job", async () => {
    const whole = await merged("whole");
    const shards = (name: string, all: readonly string[]) =>
      Promise.all(
        all.map((shard) => ridgelaw(["sweep", path, "--out", folder.at(name), "--shard", shard])),
      );
    await shards("zero", ["0/2", "1/2"]);
    await shards("one", ["1/3", "2/3", "3/3"]);
    const slurm = (id: number) => ({
      SLURM_ARRAY_TASK_ID: String(id),
      SLURM_ARRAY_TASK_MIN: "5",
      SLURM_ARRAY_TASK_STEP: "2",
      SLURM_ARRAY_TASK_COUNT: "2",
    });
    const out = ["--out", folder.at("slurm"), "--workers", "0"];
    for (const id of [5, 7]) await inJob(["sweep", path, ...out], slurm(id));
    const cube = ["--out", folder.at("kubernetes"), "--workers", "1", "--shards", "2"];
    for (const index of ["0", "1"]) {
      await inJob(["sweep", path, ...cube], { JOB_COMPLETION_INDEX: index });
    }
    for (const name of ["zero", "one", "slurm", "kubernetes"]) {
      expect(records(name)).toHaveLength(12);
      expect(await merged(name)).toBe(whole);
    }
  });

  it("takes no file for a folder", async () => {
    expect(await misuse(["merge", path])).toContain("a part of its path is not a folder");
  });

  it("takes a task's part only", async () => {
    await ridgelaw(["sweep", path, "--out", folder.at("part"), "--shard", "0/4"]);
    expect(records("part")).toHaveLength(3);
    const outcome = await ridgelaw(["merge", folder.at("part")]);
    const words = "9 records are absent or torn (cell 1 is the first)";
    expect(complaint(outcome, 1)).toContain(words);
    const into = await ridgelaw(["merge", folder.at("part"), "--out", folder.at("part.jsonl")]);
    expect(complaint(into, 1)).toContain(words);
    expect(folder.list().filter((name) => name.startsWith("part."))).toEqual([]);
    const partial = await ridgelaw(["merge", folder.at("part"), "--partial"]);
    expect(partial.stdout.trimEnd().split("\n")).toHaveLength(3);
  });

  it("goes on after it was killed, with the same bytes in the end", async () => {
    const slow = { ...grid, trials: 4000 };
    const file = folder.write("slow.json", JSON.stringify(slow));
    const out = folder.at("killed");
    const child = spawn(node, [cli, "sweep", file, "--out", out, "--workers", "1"]);
    const ended = new Promise((resolve) => child.on("close", resolve));
    while (!readdirSync(folder.path).includes("killed") || records("killed").length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    child.kill("SIGKILL");
    await ended;
    const before = records("killed").length;
    expect(before).toBeLessThan(12);
    const progress = await json(["sweep", file, "--out", out]);
    expect(progress).toMatchObject({ done: 12, found: before });
    await json(["sweep", file, "--out", folder.at("unharmed")]);
    expect(await merged("killed")).toBe(await merged("unharmed"));
  }, 120_000);

  it("makes torn and changed records anew", async () => {
    const whole = await merged("whole");
    const [first, second] = records("whole").map((name) => join(folder.at("whole"), name));
    writeFileSync(first as string, readFileSync(first as string, "utf8").slice(0, 50));
    writeFileSync(second as string, readFileSync(second as string, "utf8").replace("mean", "moan"));
    const outcome = await ridgelaw(["merge", folder.at("whole")]);
    expect(complaint(outcome, 1)).toContain("2 records are absent or torn");
    const progress = await json(["sweep", path, "--out", folder.at("whole")]);
    expect(progress).toMatchObject({ found: 10, redone: 2 });
    expect(await merged("whole")).toBe(whole);
    const { stdout } = await ridgelaw(["sweep", path, "--out", folder.at("whole")]);
    expect(stdout).toBe("12 records; 12 were there before\n");
  });

  it("writes the merged records to a file", async () => {
    const out = folder.at("all.jsonl");
    const { stdout } = await ridgelaw(["merge", folder.at("whole"), "--out", out]);
    expect(stdout).toBe(`12 records in ${out}\n`);
    expect(readFileSync(out, "utf8")).toBe(await merged("whole"));
    const lines = (await ridgelaw(["merge", folder.at("whole"), "--json"])).stdout;
    expect(lines).toBe(await merged("whole"));
  });

  it("refuses a folder of another sweep", async () => {
    const other = folder.write("other.json", JSON.stringify({ ...grid, trials: 21 }));
    const said = await misuse(["sweep", other, "--out", folder.at("whole")]);
    expect(said).toContain("whole holds another sweep");
  });

  it.each([
    [["sweep", path], {}, "--out FOLDER is missing"],
    [["sweep", "absent.json", "--out", "x"], {}, "absent.json cannot be read"],
    [["sweep", path, "--out", "x", "--shard", "3/2"], {}, "--shard takes i/n"],
    [["sweep", path, "--out", "x", "--shard", "a"], {}, "--shard takes i/n"],
    [["sweep", path, "--out", "x", "--shards", "2"], {}, "of which neither is set"],
    [["sweep", path, "--out", "x"], { JOB_COMPLETION_INDEX: "1" }, "add --shards N"],
    [["sweep", path, "--out", "x"], { SLURM_ARRAY_TASK_ID: "x" }, "must be a whole number"],
    [
      ["sweep", path, "--out", "x", "--shards", "2"],
      { JOB_COMPLETION_INDEX: "2" },
      "is task 2, counted from 0, of 2",
    ],
    [["merge", folder.at("nothing")], {}, "holds no sweep"],
  ])("refuses %j", async (args, env, words) => {
    expect(complaint(await inJob(args, env as Record<string, string>), 2)).toContain(words);
    expect(readdirSync(folder.path)).not.toContain("x");
  });

  it("says what is wrong with a grid, before any work", async () => {
    const out = ["--out", folder.at("never")];
    const bad = (entries: object) => JSON.stringify({ ...grid, ...entries });
    const rows: [string, string][] = [
      [bad({ trails: 1 }), "stdin: trails is not an entry of a grid"],
      [bad({ vary: { lambda: [0.1, "x"] } }), "stdin: cell 2: lambda must be"],
      [bad({ vary: { samples: [] } }), "stdin: vary.samples must be an array"],
      [bad({ vary: { "model.width.x": [1] } }), "stdin: vary.model.width.x leads nowhere"],
      ["[]", "stdin: grid must be a plain object, not an array"],
      ["{", "stdin is no JSON"],
    ];
    for (const [text, words] of rows) {
      expect(await misuse(["sweep", "-", ...out], text)).toContain(words);
    }
    expect(folder.list()).not.toContain("never");
  });

  it("says so where records cannot be written, and loses nothing", async () => {
    const file = folder.write("file", "");
    const inFile = await ridgelaw(["sweep", path, "--out", file]);
    expect(complaint(inFile, 2)).toContain("a part of its path is not a folder");
    expect(readFileSync(file, "utf8")).toBe("");
    // /proc/self takes no new files, whoever asks.
    const nowhere = await ridgelaw(["sweep", path, "--out", "/proc/self"]);
    expect(complaint(nowhere, 1)).toMatch(
      /^ridgelaw sweep: \/proc\/self\/grid\.json cannot be written/,
    );
    for (const left of ["/proc/self", "/proc"])
      expect(readdirSync(left)).not.toContain("grid.json");
    const above = await ridgelaw(["sweep", path, "--out", "/proc/self/records"]);
    expect(complaint(above, 1)).toContain("the folder /proc/self/records cannot be made");
    if (process.getuid?.() === 0) return;
    mkdirSync(folder.at("locked"));
    chmodSync(folder.at("locked"), 0o500);
    const locked = await ridgelaw(["sweep", path, "--out", folder.at("locked")]);
    expect(complaint(locked, 1)).toContain("permission denied");
  });

  it("says so where the disk is full, and goes on once there is room", async () => {
    const out = folder.at("full");
    mkdirSync(out);
    const small = await run(`ulimit -f 0; exec "${node}" "${cli}" sweep "${path}" --out "${out}"`);
    expect(small.code).not.toBe(0);
    expect(records("full")).toHaveLength(0);
    const progress = await json(["sweep", path, "--out", out]);
    expect(progress).toMatchObject({ done: 12 });
    expect(await merged("full")).toBe(await merged("whole"));
    rmSync(out, { recursive: true });
  });
});

/** A line of shell. */
function run(line: string): Promise<{ code: number | null; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn("bash", ["-c", line]);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("close", (code) => resolve({ code, stderr }));
  });
}
