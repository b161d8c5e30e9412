// A browser: Debian's Chromium, installed if it is absent and that is possible.
import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { chromium } from "playwright-core";
import { Missing } from "../../scripts/lib/fail.mjs";
import { run } from "../../scripts/lib/run.mjs";
import { step } from "../../scripts/lib/step.mjs";

const executablePath = "/usr/bin/chromium";

/** Opens `folder`/index.html, served from localhost, and hands the page to `use`; an error in the page is thrown. */
export async function withPage(folder, use) {
  await ensureChromium();
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath, args: quietly });
  try {
    return await inPage(browser, `http://localhost:${server.address().port}/`, use);
  } finally {
    await browser.close();
    server.close();
  }
}

async function inPage(browser, address, use) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(address, { waitUntil: "load" });
  if (errors.length > 0) throw errors[0];
  const result = await use(page);
  if (errors.length > 0) throw errors[0];
  return result;
}

// Without these it looks for its maker's hosts at every start. As root it cannot have its sandbox.
const quietly = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

async function ensureChromium() {
  if (existsSync(executablePath)) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    throw new Missing("Chromium is needed: install Debian's package `chromium`.");
  }
  await step("installing Debian's Chromium", async () => {
    const env = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], { env });
    await run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { env });
  });
}

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

/** A plain file server on a free port. */
function serve(folder) {
  const server = createServer((request, response) => {
    const name = normalize(new URL(request.url, "http://localhost").pathname).replace(
      /\/$/,
      "/index.html",
    );
    const path = join(folder, name);
    if (!existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" });
    createReadStream(path).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, "localhost", () => resolve(server));
  });
}
