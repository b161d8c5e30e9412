// ridgelaw sweep and ridgelaw merge: a grid of simulations, one file a cell.
import {
  type MergedLine,
  mergedLines,
  mergeSweep,
  type RecordStore,
  type RidgelawError,
  runSweep,
  type SweepGrid,
  type SweepProgress,
} from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Failure, Misuse } from "../fail.ts";
import { ofFileLater } from "../file_error.ts";
import { readJson } from "../input/problem_file.ts";
import { toJson } from "../output/json.ts";
import { count } from "../output/text.ts";
import { nameOf, progressLine, writePieces } from "../platform.ts";
import { folderStore, gridText, keepGrid } from "../sweep/folder_store.ts";
import { failed, openQueue, queueOptions, requireQueue } from "../sweep/queue.ts";
import { shardOf } from "../sweep/shard.ts";

export const sweep: Command = {
  name: "sweep",
  summary: "Simulates a grid of problems; stopped and called again it goes on where it was.",
  usage: "GRID.json --out FOLDER [--shard i/n] [--redis ADDRESS]",
  options: {
    out: { type: "string", value: "FOLDER", help: "where the records go, one file a cell" },
    shard: { type: "string", value: "i/n", help: "run part i of n only" },
    shards: { type: "string", value: "N", help: "how many parts, where the job does not say" },
    workers: { type: "string", value: "N", help: "worker threads; 0 for none (one a core)" },
    ...queueOptions,
    waiting: { type: "string", value: "N", help: "cells in the queue at a time (500)" },
  },
  notes: `GRID.json holds { "problem": {…}, "vary": { "lambda": [0.01, 0.1], … }, "trials": 200,
"replicates": 1, "seed": 0 }, or "problems": [{…}, …] in place of the first two. Entries of vary
are paths such as "samples" or "model.layers.0.width"; all combinations are run.

In a Slurm array and in a Kubernetes indexed job each task takes its part by itself.
With --redis the cells are run by \`ridgelaw sweep-worker\`, on any machines.`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("GRID.json");
    const folder = args.text("out");
    if (folder === undefined) throw new Misuse("--out FOLDER is missing");
    const run = await runnerOf(args);
    const grid = (await readJson(path)) as SweepGrid;
    const store = folderStore(folder);
    const text = `${toJson(grid)}\n`;
    const before = gridText(folder);
    if (before !== undefined && before !== text && isJson(before)) {
      throw new Misuse(`${folder} holds another sweep: its grid.json differs from ${nameOf(path)}`);
    }
    let kept = false;
    const checked = {
      ...store,
      // The first thing that happens once the grid has been found in order.
      read(name: string) {
        if (!kept) keepGrid(folder, text);
        kept = true;
        return store.read(name);
      },
    };
    const onProgress = ({ done, cells }: SweepProgress) =>
      progressLine(`${count(done)} of ${count(cells)} cells`);
    const running = ofFileLater(path, () => run(grid, checked, onProgress).catch(failed), words);
    const progress = await running.finally(() => progressLine(""));
    return { documents: [progress], text: () => summary(progress) };
  },
};

type Run = (
  grid: SweepGrid,
  store: RecordStore,
  onProgress: (progress: SweepProgress) => void,
) => Promise<SweepProgress>;

/** In this process, or by the workers of a queue. */
async function runnerOf(args: Arguments): Promise<Run> {
  if (args.has("redis")) return submitterOf(args);
  const [shard, workers] = [shardOf(args), args.number("workers")];
  for (const name of ["queue", "waiting"]) {
    if (args.has(name)) throw new Misuse(`--${name} has no meaning without --redis`);
  }
  const options = { ...(shard && { shard }), ...(workers !== undefined && { workers }) };
  return (grid, store, onProgress) => runSweep(grid, store, { ...options, onProgress });
}

async function submitterOf(args: Arguments): Promise<Run> {
  for (const name of ["shard", "shards", "workers"]) {
    if (args.has(name)) throw new Misuse(`--${name} has no meaning with --redis`);
  }
  const [options, waiting] = [requireQueue(args), args.number("waiting")];
  const { submitSweep } = await openQueue();
  const more = waiting === undefined ? {} : { waiting };
  return (grid, store, onProgress) => submitSweep(grid, store, { ...options, ...more, onProgress });
}

export const merge: Command = {
  name: "merge",
  summary: "Joins the records of a sweep: one line of JSON a cell, in the order of the grid.",
  usage: "FOLDER [--out FILE]",
  options: {
    out: { type: "string", value: "FILE", help: "write there instead of to stdout" },
    partial: { type: "boolean", help: "leave out cells that have no record yet" },
  },
  async run(args): Promise<Answer> {
    const [folder] = args.operands("FOLDER");
    const grid = gridText(folder);
    if (grid === undefined) throw new Misuse(`${folder} holds no sweep: there is no grid.json`);
    const [sweep, store] = [parsed(folder, grid), folderStore(folder)];
    const out = args.text("out");
    if (out !== undefined) return mergeInto(out, mergedLines(sweep, store), args);
    const { text, missing } = await mergeSweep(sweep, store);
    requireAll(missing, args);
    const lines = text.split("\n").filter((line) => line !== "");
    return { documents: lines.map((line) => JSON.parse(line)), text: () => text };
  },
};

function requireAll(missing: readonly number[], args: Arguments): void {
  if (missing.length === 0 || args.flag("partial")) return;
  const first = `cell ${missing[0]} is the first`;
  const what = missing.length === 1 ? "1 record is" : `${count(missing.length)} records are`;
  throw new Failure(`${what} absent or torn (${first}); run the sweep again, or add --partial`);
}

/** Record after record into a file, which then need not fit into memory. */
async function mergeInto(
  out: string,
  merged: AsyncIterable<MergedLine>,
  args: Arguments,
): Promise<Answer> {
  const missing: number[] = [];
  let records = 0;
  const lines = async function* () {
    for await (const { place, line } of merged) {
      if (line === undefined) missing.push(place);
      else {
        records++;
        yield line;
      }
    }
    requireAll(missing, args);
  };
  await writePieces(out, lines());
  const told = { records, missing: missing.length };
  return { documents: [told], text: () => `${count(records)} records in ${out}\n` };
}

function parsed(folder: string, text: string): SweepGrid {
  if (isJson(text)) return JSON.parse(text);
  throw new Misuse(`${folder}/grid.json is torn; run the sweep again`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The options of the call are not the file's. */
const words = ({ argument, message }: RidgelawError) =>
  ["workers", "redis", "queue", "waiting"].includes(argument) ? undefined : message;

function summary({ cells, found, redone, failed }: SweepProgress): string {
  const more = [
    found > 0 ? `${count(found)} were there before` : "",
    redone > 0 ? `${count(redone)} were torn and made anew` : "",
    failed > 0 ? `${count(failed)} hold an error` : "",
  ].filter((part) => part !== "");
  return `${count(cells)} records${more.length > 0 ? `; ${more.join(", ")}` : ""}\n`;
}
