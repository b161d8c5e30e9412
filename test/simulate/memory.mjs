// Simulates in a process of its own, and prints the most memory that it had.
import process from "node:process";
import { pathToFileURL } from "node:url";

const [entry, problem, trials, workers] = process.argv.slice(2);
const { simulate } = await import(pathToFileURL(entry).href);
const options = { trials: Number(trials), workers: Number(workers) };
const report = await simulate(JSON.parse(problem), options);
console.log(
  JSON.stringify({ trials: report.trials, megabytes: process.resourceUsage().maxRSS / 1024 }),
);
