// ridgelaw sweep-worker: runs cells of sweeps that were submitted to a queue in Redis.
import type { Answer, Command } from "../command.ts";
import { count, counted } from "../output/text.ts";
import { progressLine } from "../platform.ts";
import { failed, openQueue, queueOptions, requireQueue } from "../sweep/queue.ts";

export const sweepWorker: Command = {
  name: "sweep-worker",
  summary: "Runs cells of sweeps that others submit with sweep --redis; any number of them.",
  usage: "--redis ADDRESS [--queue NAME]",
  options: {
    ...queueOptions,
    workers: { type: "string", value: "N", help: "worker threads; 0 for none (one a core)" },
    lease: { type: "string", value: "S", help: "seconds until a dead worker's cells move on (15)" },
    idle: { type: "string", value: "S", help: "end after so many seconds without work (never)" },
  },
  notes: "SIGTERM or SIGINT ends it: the cells under way go back to the queue.",
  async run(args): Promise<Answer> {
    args.operands<[]>();
    const options = requireQueue(args);
    const [workers, lease, idle] = ["workers", "lease", "idle"].map((name) => args.number(name));
    const { serveSweeps } = await openQueue();
    const served = await serveSweeps({
      ...options,
      ...(workers !== undefined && { workers }),
      ...(lease !== undefined && { lease: 1000 * lease }),
      ...(idle !== undefined && { idle: 1000 * idle }),
      onProgress: ({ done }) => progressLine(`${count(done)} cells`),
    })
      .catch(failed)
      .finally(() => progressLine(""));
    const rest = served.refused > 0 ? `; ${count(served.refused)} jobs were refused` : "";
    return { documents: [served], text: () => `${counted(served.done, "cell")}${rest}\n` };
  },
};
