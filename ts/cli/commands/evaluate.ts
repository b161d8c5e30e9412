// ridgelaw evaluate: the theory for problems as JSON.
import { evaluate as evaluateProblems, type Problem } from "ridgelaw";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFile } from "../file_error.ts";
import { toJson } from "../output/json.ts";
import { nameOf, readText } from "../platform.ts";

/** Problems as they were given: one, a list, or a line each. */
type Input =
  | { form: "one"; problem: unknown }
  | { form: "array"; problems: unknown[] }
  | { form: "lines"; problems: unknown[]; lines: number[] };

export const evaluate: Command = {
  name: "evaluate",
  summary: "The theory of a population: errors in closed form, for problems as JSON.",
  usage: "FILE|-",
  options: {},
  notes: `FILE holds one problem, an array of problems, or one problem a line (JSON lines);
- stands for stdin. The reports are printed in the same form.

  echo '{"model":{"kind":"ridge"},"spectrum":{"kind":"powerLaw","exponent":1.5,"modes":1000000},
    "target":{"kind":"powerLaw","source":0.5},"noise":0.1,"samples":1000,"lambda":0.001}' | ridgelaw evaluate -`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("FILE|-");
    const input = parse(nameOf(path), await readText(path));
    const words = ({ message }: Error) => withLine(message, input);
    const documents = ofFile(path, () => evaluateInput(input), words);
    return { documents, text: () => documents.map((report) => `${toJson(report)}\n`).join("") };
  },
};

function evaluateInput(input: Input): readonly unknown[] {
  if (input.form === "one") return [evaluateProblems(input.problem as Problem)];
  const reports = evaluateProblems(input.problems as Problem[]);
  return input.form === "array" ? [reports] : reports;
}

/** `problems[2].lambda` as `line 3: lambda`, or as `[2].lambda` in an array. */
function withLine(message: string, input: Input): string {
  if (input.form === "array") return message.replace(/^problems\[/, "[");
  if (input.form === "one") return message.replace(/^(options|problem) /, "the problem ");
  return message.replace(
    /^problems\[(\d+)\][. ]/,
    (_, index) => `line ${input.lines[Number(index)]}: `,
  );
}

function parse(name: string, text: string): Input {
  const [whole, trouble] = tryParse(text);
  if (!trouble && !/\.(jsonl|ndjson)$/i.test(name)) {
    return Array.isArray(whole)
      ? { form: "array", problems: whole }
      : { form: "one", problem: whole };
  }
  const lines = numberedLines(text);
  const [first] = lines;
  if (!first) throw new Misuse(`${name} is empty`);
  const isOneDocument = trouble && (lines.length === 1 || tryParse(first.text)[1]);
  if (isOneDocument) throw new Misuse(`${name} is no JSON: ${trouble}`);
  return {
    form: "lines",
    problems: lines.map((line) => parseLine(name, line)),
    lines: lines.map(({ number }) => number),
  };
}

const numberedLines = (text: string) =>
  text
    .split("\n")
    .map((line, i) => ({ text: line.trim(), number: i + 1 }))
    .filter((line) => line.text !== "");

function parseLine(name: string, line: { text: string; number: number }): unknown {
  const [value, trouble] = tryParse(line.text);
  if (trouble) throw new Misuse(`${name}: line ${line.number} is no JSON: ${trouble}`);
  return value;
}

function tryParse(text: string): [value: unknown, trouble: string] {
  try {
    return [JSON.parse(text), ""];
  } catch (error) {
    return [undefined, (error as Error).message];
  }
}
