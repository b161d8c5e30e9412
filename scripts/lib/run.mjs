import { spawn } from "node:child_process";
import { delimiter } from "node:path";
import { CommandFailed, Missing } from "./fail.mjs";
import { binDir, root } from "./paths.mjs";

/** The search path with the repository's own tools (Node 24 among them) in front. */
export function withTools(path = process.env.PATH ?? "") {
  return [binDir, withoutTools(path)].join(delimiter);
}

/** The search path of the machine: `npm run` puts folders in front that `npm ci` may be about to replace. */
export function withoutTools(path = process.env.PATH ?? "") {
  const parts = path.split(delimiter);
  return parts.filter((part) => !/node_modules[\\/]\.bin[\\/]?$/.test(part)).join(delimiter);
}

/**
 * Runs a command to its end and returns `{ code, output }`.
 * `show` lets it write to the terminal as well; `check: false` hands a failing exit code back instead of throwing.
 */
export function run(command, args = [], options = {}) {
  const { cwd = root, env = {}, show = false, check = true, input } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, PATH: withTools(), ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
    });
    const printed = { stdout: "", all: "" };
    const take = (stream, target) => (chunk) => {
      if (stream === "stdout") printed.stdout += chunk;
      printed.all += chunk;
      if (show) target.write(chunk);
    };
    child.stdout.setEncoding("utf8").on("data", take("stdout", process.stdout));
    child.stderr.setEncoding("utf8").on("data", take("stderr", process.stderr));
    if (input !== undefined) child.stdin.end(input);
    child.on("error", (error) => reject(startError(command, error)));
    child.on("close", (code) => {
      if (check && code !== 0) {
        reject(new CommandFailed([command, ...args].join(" "), code, show ? "" : printed.all));
      } else {
        resolve({ code, stdout: printed.stdout, output: printed.all });
      }
    });
  });
}

function startError(command, error) {
  if (error.code !== "ENOENT") return error;
  return new Missing(`the program \`${command}\` was not found on the search path.`);
}

/** Runs a command on the terminal as if it had been typed there; returns its exit code. */
export function runInTerminal(command, args = []) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PATH: withTools() };
    const child = spawn(command, args, { cwd: root, env, stdio: "inherit" });
    child.on("error", (error) => reject(startError(command, error)));
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** What a command prints on stdout, trimmed; undefined where it is absent or fails. */
export async function ask(command, args = [], options = {}) {
  try {
    return (await run(command, args, options)).stdout.trim();
  } catch {
    return undefined;
  }
}
