// The packed tarball, installed in an empty folder: on three Nodes, in a page, for TypeScript, on the command line.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { checkAnswer } from "../../test/package/answers.mjs";
import * as contents from "../../test/package/contents.mjs";
import { nodes, otherRuntimes } from "../../test/package/nodes.mjs";
import { checkPage } from "../../test/package/page.mjs";
import { checkTypes, typeProjects } from "../../test/package/types.mjs";
import { useFreshCore } from "../lib/fresh-core.mjs";
import { inRoot } from "../lib/paths.mjs";
import { run } from "../lib/run.mjs";
import { CheckFailed } from "../lib/tally.mjs";
import { consumerFolder } from "../lib/tarball.mjs";

export default async function packageTests(tally) {
  useFreshCore();
  if (!(await tally.check("package: packs and installs", consumerFolder))) return;
  await tally.check("package: holds only what a user needs", contents.checkFiles);
  await tally.check("package: holds all that package.json names", contents.checkPromises);
  await tally.check("package: types come first", contents.checkTypesFirst);
  await tally.check("package: nothing of Node in the library", contents.checkPortable);
  await tally.check("package: one copy of the core", contents.checkOneCopy);
  await tally.check("package: a bundle of one pure helper is small", contents.checkSmallBundle);
  for (const name of typeProjects) {
    await tally.check(`package: typed for ${name}`, () => checkTypes(name));
  }
  await onNodes(tally);
  await tally.check("package: in a page built by Vite, in Chromium", checkPage);
  await tally.check("package: npx ridgelaw --help", checkHelp);
  await tally.check("package: npx ridgelaw draws a report without the optional peers", checkReport);
}

async function onNodes(tally) {
  let binaries = {};
  await tally.check("package: Node 20, 22 and 24 are there", async () => {
    binaries = await nodes();
  });
  for (const [major, node] of Object.entries(binaries)) {
    await tally.check(`package: imported on Node ${major}`, () => consume(node, "esm.mjs"));
    await tally.check(`package: required on Node ${major}`, () => consume(node, "commonjs.cjs"));
  }
  for (const [name, [binary, ...args]] of Object.entries(otherRuntimes())) {
    await tally.check(`package: imported on ${name}`, () => consume(binary, "esm.mjs", args));
  }
}

async function consume(binary, name, args = []) {
  const folder = await consumerFolder();
  copyFileSync(inRoot("test/package/consumers", name), join(folder, basename(name)));
  const { stdout } = await run(binary, [...args, name], { cwd: folder });
  checkAnswer(stdout);
}

async function checkHelp() {
  const { stdout } = await run("npx", ["--no-install", "ridgelaw", "--help"], {
    cwd: await consumerFolder(),
  });
  if (!/usage/i.test(stdout)) throw new CheckFailed(`it printed no usage:\n${stdout}`);
}

async function checkReport() {
  const folder = await consumerFolder();
  const rows = Array.from({ length: 60 }, (_, i) => [
    Math.sin(i),
    Math.cos(3 * i),
    Math.sin(i) + Math.cos(5 * i),
  ]);
  writeFileSync(join(folder, "data.csv"), ["a,b,y", ...rows.map((row) => row.join())].join("\n"));
  const options = ["data.csv", "--target", "y", "--at", "120", "--html", "report.html"];
  await run("npx", ["--no-install", "ridgelaw", "forecast", ...options], { cwd: folder });
  const report = readFileSync(join(folder, "report.html"), "utf8");
  if (!/^<!doctype html>/i.test(report) || !report.includes("<svg"))
    throw new CheckFailed("it holds no picture");
}
