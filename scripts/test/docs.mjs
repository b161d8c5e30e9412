// Every snippet that README.md and docs/ call runnable is run against the packed package.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { withBuiltPage } from "../../test/package/page.mjs";
import { useFreshCore } from "../lib/fresh-core.mjs";
import { inRoot } from "../lib/paths.mjs";
import { run, withTools } from "../lib/run.mjs";
import { snippets } from "../lib/snippets.mjs";
import { CheckFailed } from "../lib/tally.mjs";
import { furnishedFolder } from "../lib/tarball.mjs";

export default async function docs(tally) {
  useFreshCore();
  await tally.check(
    "docs: every snippet of README.md is runnable or says that it is only shown",
    checkMarks,
  );
  const work = documents().flatMap(runnable);
  if (work.length === 0) return;
  const home = await furnishedFolder();
  for (const snippet of work) {
    await tally.check(`docs: ${snippet.title}`, () => runners[snippet.language](home, snippet));
  }
}

function documents() {
  const folder = inRoot("docs");
  const pages = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".md"))
    : [];
  return ["README.md", ...pages.sort().map((name) => `docs/${name}`)].filter((name) =>
    existsSync(inRoot(name)),
  );
}

function runnable(name) {
  const all = snippets(readFileSync(inRoot(name), "utf8"));
  return all
    .filter(({ marks }) => marks.includes("runnable"))
    .map((each) => ({
      ...each,
      document: basename(name, ".md"),
      title: `${name}:${each.line} (${each.language})`,
    }));
}

function checkMarks() {
  if (!existsSync(inRoot("README.md"))) throw new CheckFailed("there is no README.md");
  const all = snippets(readFileSync(inRoot("README.md"), "utf8"));
  const unmarked = all.filter(
    ({ marks }) => !marks.includes("runnable") && !marks.includes("shown"),
  );
  if (unmarked.length > 0)
    throw new CheckFailed(`not so: line ${unmarked.map(({ line }) => line).join(", ")}`);
}

/** The snippets of one document share a folder: one may write the file that the next reads. */
function folderOf(home, { document }) {
  const folder = join(home, document);
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function runModule(home, snippet) {
  const folder = folderOf(home, snippet);
  const file = join(folder, `line-${snippet.line}.${snippet.language === "ts" ? "mts" : "mjs"}`);
  writeFileSync(file, snippet.code);
  await run("node", [file], { cwd: folder });
}

async function runShell(home, snippet) {
  const env = { PATH: `${join(home, "node_modules", ".bin")}:${withTools()}` };
  await run("bash", ["-euo", "pipefail", "-c", snippet.code], {
    cwd: folderOf(home, snippet),
    env,
  });
}

/** A page passes if it loads and comes to rest without an error. */
async function runPage(home, snippet) {
  const name = join(snippet.document, `line-${snippet.line}`);
  await withBuiltPage(home, name, snippet.code, (page) => page.waitForLoadState("networkidle"));
}

const runners = { ts: runModule, js: runModule, sh: runShell, html: runPage };
