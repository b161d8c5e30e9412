// Tables that packages of Python bundle, as tables.py writes them.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readNpy } from "ridgelaw";
import type { Table } from "./table.ts";

const folder = join(import.meta.dirname, "..", "..", "build", "forecast", "tables");

/** All tables; none, with a sentence, where Python or its packages are not there. */
export function bundled(): Table[] {
  const listed = readFileSync(join(import.meta.dirname, "tables.txt"), "utf8").match(/^\w+ /gm);
  if (files().length < (listed?.length ?? 0)) write();
  return files().map((file) => read(file));
}

const files = () =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".npy"))
        .sort()
    : [];

/** Python writes them all; what it says goes to the terminal. */
function write(): void {
  const script = join(import.meta.dirname, "tables.py");
  const { status } = spawnSync("python3", [script, folder], {
    stdio: ["ignore", "inherit", "pipe"],
  });
  if (status !== 0) {
    console.log(
      "without bundled tables: they need python3 and `pip install -r bench/forecast/requirements.txt`",
    );
  }
}

/** The target is the first column. */
function read(file: string): Table {
  const name = file.replace(/\.npy$/, "");
  const kind = name.split("-", 1)[0] as string;
  const { data, rows, columns: all } = readNpy(readFileSync(join(folder, file)));
  const columns = all - 1;
  const X = { data: new Float64Array(rows * columns), rows, columns };
  const target = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    target[i] = data[i * all] as number;
    X.data.set(data.subarray(i * all + 1, (i + 1) * all), i * columns);
  }
  const y = kind === "classes" ? Array.from(target, String) : target;
  return { name, kind, X, y };
}
