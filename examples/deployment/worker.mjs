// A worker of a queue: REDIS_URL=redis://host:6379 node worker.mjs, on as many machines as there are.
import process from "node:process";
import { serveSweeps } from "ridgelaw/bullmq";

const controller = new AbortController();
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => controller.abort());

const served = await serveSweeps({
  redis: process.env.REDIS_URL ?? "redis://localhost:6379",
  signal: controller.signal,
  ...(process.env.IDLE_SECONDS && { idle: 1000 * Number(process.env.IDLE_SECONDS) }),
});
console.log(`${served.done} cells`);
