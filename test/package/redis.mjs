// A Redis: Debian's own, installed if it is absent and that is possible.
import { existsSync } from "node:fs";
import { Missing } from "../../scripts/lib/fail.mjs";
import { run } from "../../scripts/lib/run.mjs";
import { step } from "../../scripts/lib/step.mjs";

/** The server's path. */
export const redisServer = "/usr/bin/redis-server";

export async function ensureRedis() {
  if (existsSync(redisServer)) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Missing("Redis is needed: install Debian's package `redis-server`.");
  }
  await step("installing Debian's Redis", async () => {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], { env });
    const quiet = ["-y", "-qq", "--no-install-recommends"];
    await run("apt-get", ["install", ...quiet, "redis-server"], { env });
  });
}
