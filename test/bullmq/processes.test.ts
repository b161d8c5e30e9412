// Commands on a queue: processes that are killed, a Redis that restarts or is not there.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli, complaint, Folder, json, misuse, node, ridgelaw } from "../cli/ridgelaw.ts";
import { grid } from "../support/grid.ts";
import { freePort, RedisServer, sleep } from "./redis_server.ts";

const folder = new Folder();
let redis: RedisServer;
beforeAll(async () => {
  redis = await RedisServer.start();
}, 300_000);
afterAll(async () => {
  await redis.remove();
  folder.remove();
});

/** A command that runs beside others. */
function start(...args: string[]): { process: ChildProcess; end: Promise<string> } {
  const child = spawn(node, [cli, ...args, "--redis", redis.address]);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk) => {
      said += chunk;
    });
  }
  const end = new Promise<string>((resolve) =>
    child.on("close", (code) => resolve(`${code} ${said}`)),
  );
  return { process: child, end };
}

const records = (name: string) =>
  existsSync(folder.at(name))
    ? readdirSync(folder.at(name)).filter((file) => /^[0-9a-f]{64}\.json$/.test(file)).length
    : 0;

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

describe("processes on a queue", () => {
  it("survive a worker killed and Redis restarted: every record once, the bytes of one process", async () => {
    const slow = { ...grid, trials: 2000, replicates: 8 };
    const path = folder.write("grid.json", JSON.stringify(slow));
    const serve = ["sweep-worker", "--workers", "0", "--lease", "3", "--idle", "60"];
    const [victim, survivor] = [start(...serve), start(...serve)];
    const submitted = start("sweep", path, "--out", folder.at("queue"), "--waiting", "16");
    await until(() => records("queue") >= 6);
    victim.process.kill("SIGKILL");
    await until(() => records("queue") >= 14);
    await redis.kill();
    expect(records("queue")).toBeLessThan(48);
    await sleep(500);
    const during = records("queue");
    await redis.start();
    expect(await submitted.end).toBe("0 48 records\n");
    expect(during).toBeLessThan(48);
    survivor.process.kill("SIGTERM");
    expect(await survivor.end).toMatch(/^0 \d+ cells\n$/);
    expect(records("queue")).toBe(48);
    await json(["sweep", path, "--out", folder.at("one"), "--workers", "0"]);
    const [queued, alone] = [
      await ridgelaw(["merge", folder.at("queue")]),
      await ridgelaw(["merge", folder.at("one")]),
    ];
    expect(queued.stdout).toBe(alone.stdout);
    expect(queued.stdout.split("\n")).toHaveLength(49);
  }, 60_000);

  it("say within seconds that there is no Redis, and write nothing", async () => {
    const path = folder.write("small.json", JSON.stringify(grid));
    const nowhere = ["--redis", `redis://:secret@127.0.0.1:${await freePort()}`];
    for (const args of [["sweep", path, "--out", folder.at("none")], ["sweep-worker"]]) {
      const begun = performance.now();
      const said = complaint(await ridgelaw([...args, ...nowhere]), 1);
      expect(said).toMatch(/: there is no Redis at 127\.0\.0\.1:\d+ \(connect ECONNREFUSED/);
      expect(said).not.toContain("secret");
      expect(performance.now() - begun).toBeLessThan(10_000);
    }
    expect(folder.list()).not.toContain("none");
  });

  it.each([
    [["sweep", "GRID", "--out", "x", "--redis", "localhost"], "--redis must be an address"],
    [
      ["sweep", "GRID", "--out", "x", "--redis", "redis://h", "--shard", "1/2"],
      "--shard has no meaning with --redis",
    ],
    [["sweep", "GRID", "--out", "x", "--waiting", "5"], "--waiting has no meaning without --redis"],
    [
      ["sweep", "GRID", "--out", "x", "--redis", "redis://h", "--waiting", "0"],
      "--waiting must be a whole number",
    ],
    [["sweep-worker"], "--redis ADDRESS is missing"],
    [
      ["sweep-worker", "--redis", "redis://h", "--queue", "a:b"],
      "--queue must be a name without colons",
    ],
    [
      ["sweep-worker", "--redis", "redis://h", "--lease", "0"],
      "--lease must be a duration above 0",
    ],
  ])("refuse %j", async (args, words) => {
    const path = folder.write("small.json", JSON.stringify(grid));
    expect(await misuse(args.map((arg) => (arg === "GRID" ? path : arg)))).toContain(words);
  });
});
