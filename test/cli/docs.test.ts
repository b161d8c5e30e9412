import { spawn } from "node:child_process";
import { chmodSync, readFileSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { noisy } from "./designs.ts";
import { cli, Folder, node, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);

const { a, b, y } = noisy(120);
folder.write("data.csv", toCsv({ a, b, y }));
folder.write("new.csv", toCsv({ a, b }));
chmodSync(folder.write("ridgelaw", `#!/bin/sh\nexec "${node}" "${cli}" "$@"\n`), 0o755);

const page = readFileSync(fileURLToPath(new URL("../../docs/cli.md", import.meta.url)), "utf8");
const snippets = Array.from(page.matchAll(/```sh\n([\s\S]*?)```/g), ([, code = ""]) => code);

/** Runs a shell script in the folder; it ends at the first command that fails. */
function shell(script: string): Promise<{ code: number | null; stderr: string }> {
  const env = { ...process.env, PATH: `${folder.path}${delimiter}${process.env["PATH"]}` };
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-e"], { cwd: folder.path, env });
    let stderr = "";
    child.stdout.resume();
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stderr }));
    child.stdin.end(script);
  });
}

describe("docs/cli.md", () => {
  it.each(snippets)("has examples that run: %s", async (script) => {
    expect(await shell(script)).toEqual({ code: 0, stderr: "" });
  });

  it("leaves the files that it says", () => {
    const written = [
      "model.json",
      "predictions.csv",
      "problems.jsonl",
      "report.html",
      "reports.jsonl",
    ];
    expect(folder.list()).toEqual(expect.arrayContaining(written));
  });
});
