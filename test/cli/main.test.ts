import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { noisy } from "./designs.ts";
import { cli, Folder, misuse, node, ridgelaw, toCsv } from "./ridgelaw.ts";

const folder = new Folder();
afterAll(folder.remove);
const csv = folder.write("data.csv", toCsv(noisy(3_000)));

const commands = [
  "evaluate",
  "fit",
  "predict",
  "forecast",
  "scaling-fit",
  "source-capacity",
  "dimension",
  "coarse-grain",
  "collapse",
  "layers",
  "frame",
  "benign",
  "eliminate",
  "polynomial",
  "demo",
];

describe("ridgelaw", () => {
  it("prints its version", async () => {
    const { version } = JSON.parse(readFileSync(join(cli, "../../package.json"), "utf8"));
    expect(await ridgelaw(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("lists its commands", async () => {
    const { code, stdout, stderr } = await ridgelaw(["--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    for (const name of commands) {
      expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
    }
  });

  it.each(commands)("explains %s", async (name) => {
    const { code, stdout, stderr } = await ridgelaw([name, "--help"]);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(new RegExp(`^Usage: ridgelaw ${name} `));
    expect(stdout).toMatch(/^ {2}--json /m);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThan(120);
  });

  it.each([
    [[], "ridgelaw: a command is needed"],
    [["forcast"], "ridgelaw: there is no command forcast; did you mean forecast?"],
    [["zzz"], "ridgelaw: there is no command zzz; see ridgelaw --help"],
    [["--jsom"], "ridgelaw: there is no option --jsom"],
    [
      ["fit", csv, "--lamda", "1"],
      "ridgelaw fit: there is no option --lamda; did you mean --lambda?",
    ],
    [["fit", csv, "--zzz"], "ridgelaw fit: there is no option --zzz; see --help"],
    [["fit", csv, "-t", "y"], "ridgelaw fit: there is no option -t"],
    [["fit", csv, "--toString"], "ridgelaw fit: there is no option --toString"],
    [["fit", csv, "--target"], "ridgelaw fit: --target needs a value"],
    [["fit", csv, "--target="], "ridgelaw fit: --target needs a value"],
    [["fit", csv, "--json=yes"], "ridgelaw fit: --json takes no value"],
    [["fit", csv, "--lambda", "1", "--lambda", "2"], "ridgelaw fit: --lambda is given twice"],
    [["fit"], "ridgelaw fit: DATA is missing"],
    [["fit", csv, csv], "is one argument too many"],
    [["fit", csv], "ridgelaw fit: --target NAME is needed"],
    [["fit", "absent.csv", "--target", "y"], "absent.csv cannot be read: there is no such file"],
    [["fit", csv, "--target", "z"], "--target names a column z that is not there; there are a, b"],
    [["fit", csv, "--target", "y", "--json"], 'data.csv: line 2, column side: "'],
  ])("refuses %j in one line", async (args, words) => {
    expect(await misuse(args)).toContain(words);
  });

  it.each([
    ["an empty file", "", "is empty"],
    ["a header alone", "a,y\n", "a header and no rows"],
    ["a ragged row", "a,y\n1,2\n3\n", "line 3 has 1 cells"],
    ["an empty cell", "a,y\n1,2\n,3\n", "line 3, column a: the cell is empty"],
    ["NaN", "a,y\n1,2\nNaN,3\n", "line 3, column a: NaN is not a finite number"],
    ["text", "a,y\n1,2\nx,3\n", 'line 3, column a: "x" is not a number'],
    ["binary data", "\0\u0001,y\n", "binary"],
    ["an open quote", 'a,y\n"1,2\n', "line 2: a quoted cell"],
  ])("refuses %s in one line", async (_, text, words) => {
    expect(await misuse(["fit", "-", "--target", "y"], text)).toContain(words);
  });

  it.each([
    ["a long cell", `a,y\n1,2\n${"x".repeat(1e6)},3\n`, "is not a number"],
    ["a long number", `a,y\n1,2\n${"9".repeat(1e6)},3\n`, "is too large for a double"],
    ["a long name", `${"a".repeat(1e6)},y\n1,2\nx,3\n`, '"x" is not a number'],
  ])("does not repeat all of %s", async (_, text, words) => {
    const line = await misuse(["fit", "-", "--target", "y"], text);
    expect(line).toContain(words);
    expect(line.length).toBeLessThan(1_100);
  });

  it("is quiet when its reader goes away", async () => {
    const [model] = [folder.at("model.json")];
    await ridgelaw(["fit", csv, "--target", "y", "--columns", "a,b", "--save", model]);
    const child = spawn(node, [cli, "predict", model, csv, "--json"]);
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (chunk) => {
      stderr += chunk;
    });
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect([code, stderr]).toEqual([0, ""]);
  });
});
