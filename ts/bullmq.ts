// ridgelaw/bullmq: a sweep on any number of machines, by a queue in Redis.
export type { QueueOptions, RedisSettings } from "./bullmq/connection.ts";
export { type Served, type ServeOptions, serveSweeps } from "./bullmq/serve.ts";
export { type SubmitOptions, submitSweep } from "./bullmq/submit.ts";
