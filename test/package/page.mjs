// The package in a page that Vite has built.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { consumerFolder } from "../../scripts/lib/tarball.mjs";
import { checkAnswer } from "./answers.mjs";
import { withPage } from "./chromium.mjs";

/** Builds a page in `home`, where the package is installed, and hands it, open in Chromium, to `use`. */
export async function withBuiltPage(home, name, html, use) {
  const folder = join(home, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), html);
  await build({ root: folder, logLevel: "error", configFile: false });
  return withPage(join(folder, "dist"), use);
}

export async function checkPage() {
  const html = readFileSync(inRoot("test/package/consumers/page.html"), "utf8");
  checkAnswer(await withBuiltPage(await consumerFolder(), "page", html, answerOf));
}

const answerOf = async (page) => {
  await page.waitForSelector("body[data-answer]", { state: "attached", timeout: 30_000 });
  return page.evaluate(() => document.body.dataset.answer);
};
