import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import type { Timing } from "./benchmark.ts";

const folder = join(import.meta.dirname, "..", "results");

/** Writes timings beside what they were taken on; returns the file. */
export function save(timings: readonly Timing[], simdGigaflops: number): string {
  const taken = new Date().toISOString();
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, platform: process.platform };
  const path = join(folder, `${taken.replaceAll(":", "-")}.json`);
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify(
    { taken, node: process.version, machine, simdGigaflops, timings },
    null,
    2,
  );
  writeFileSync(path, `${text}\n`);
  return path;
}
