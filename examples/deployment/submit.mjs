// Submits a sweep to the queue and keeps its records in a folder: node submit.mjs grid.json records
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { mergeSweep } from "ridgelaw";
import { submitSweep } from "ridgelaw/bullmq";

const [path = "grid.json", folder = "records"] = process.argv.slice(2);
const grid = JSON.parse(readFileSync(path, "utf8"));
mkdirSync(folder, { recursive: true });

const store = {
  read(name) {
    try {
      return readFileSync(join(folder, name), "utf8");
    } catch (error) {
      if (error.code === "ENOENT") return undefined;
      throw error;
    }
  },
  write(name, text) {
    writeFileSync(join(folder, `${name}.tmp`), text, { flush: true });
    renameSync(join(folder, `${name}.tmp`), join(folder, name));
  },
};

const redis = process.env.REDIS_URL ?? "redis://localhost:6379";
const { done, found } = await submitSweep(grid, store, { redis });
const { text } = await mergeSweep(grid, store);
writeFileSync(`${folder}.jsonl`, text);
console.log(`${done} records, ${found} of them from before`);
