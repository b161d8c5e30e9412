// ridgelaw collapse: critical exponents from curves of several sizes.
import { type DataCollapse, dataCollapse } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { ofFile, ofRows } from "../file_error.ts";
import { readNumericColumns } from "../input/columns.ts";
import { headerOption } from "../input/table_options.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { interval, short, table } from "../output/text.ts";
import { progress } from "../platform.ts";

export const collapse: Command = {
  name: "collapse",
  summary: "Critical exponents: the scaling that lays the curves of several sizes on one.",
  usage: "CURVES.csv [options]",
  options: {
    size: { type: "string", value: "NAME", help: "the column of the size L (size)" },
    x: { type: "string", value: "NAME", help: "the column of what is varied (x)" },
    target: { type: "string", value: "NAME", help: "the column of what is measured (y)" },
    errors: {
      type: "string",
      value: "NAME",
      help: "the column of its standard errors (1 % of it)",
    },
    critical: { type: "string", value: "NUMBER", help: "x_c, where it is known" },
    "inverse-nu": { type: "string", value: "NUMBER", help: "1/nu, where it is known" },
    zeta: { type: "string", value: "NUMBER", help: "zeta, where it is known" },
    bootstrap: { type: "string", value: "NUMBER", help: "measurements moved by their errors (50)" },
    seed: { type: "string", value: "NUMBER", help: "seed of these moves (0)" },
    linear: { type: "boolean", help: "draw y on a linear axis" },
    ...headerOption,
    ...pictureOptions,
  },
  notes: `CURVES.csv is .csv or .tsv, or - for a CSV on stdin: one measurement a row, three sizes or more, 12 rows or more.
y = L^zeta F((x - x_c) L^(1/nu)) with the same F for every size L.

  ridgelaw collapse curves.csv --size L --x T --target m --errors dm --html collapse.html`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("CURVES.csv");
    const known = readKnown(args);
    const draw = await pictureWriter(args, path);
    const names = {
      size: args.text("size") ?? "size",
      x: args.text("x") ?? "x",
      y: args.text("target") ?? "y",
      ...(args.has("errors") && { error: args.text("errors") as string }),
    };
    const read = await readNumericColumns(path, Object.values(names), args);
    const [size, x, y, error] = read as [Float64Array, Float64Array, Float64Array, Float64Array?];
    progress(`collapsing ${x.length} measurements …`);
    const columns = { size, x, y, ...(error && { error }) };
    const found = ofFile(path, () => dataCollapse({ ...columns, ...known }), ofRows(names));
    draw((plots) =>
      plots.collapse({
        collapse: found,
        x,
        y,
        names: { x: names.x, y: names.y, size: names.size },
        linear: args.flag("linear"),
      }),
    );
    return { documents: [found], text: () => collapseText(found, error !== undefined) };
  },
};

function readKnown(args: Arguments) {
  const given = {
    critical: args.number("critical"),
    inverseNu: args.number("inverse-nu"),
    zeta: args.number("zeta"),
    bootstrap: args.number("bootstrap"),
    seed: args.number("seed"),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const cautions: Readonly<Record<DataCollapse["status"], string>> = {
  Converged: "",
  PoorCollapse: "\nThe curves do not lie on one under any scaling: the exponents mean little.\n",
  Undetermined:
    "\nThe data do not tell all of these: what is marked may be moved far without a loss.\n",
};

function collapseText(found: DataCollapse, hasErrors: boolean): string {
  const rows = (
    [
      ["x_c", found.critical],
      ["1/nu", found.inverseNu],
      ["zeta", found.zeta],
    ] as const
  ).map(([name, { value, interval: ends, standardError, fixedByData }]) => [
    name,
    short(value),
    standardError === undefined ? "" : short(standardError),
    ends ? interval(ends) : "",
    fixedByData ? "" : "not told by the data",
  ]);
  const sizes = new Set(found.size).size;
  const quality = `curves lie ${short(Math.sqrt(found.quality))} errors from one another${hasErrors ? "" : ", an error being one per cent"}; ${short(Math.round(100 * found.overlap))} % of the measurements are compared`;
  const titles = ["", "value", "standard error", "90 % interval", ""];
  return `${found.size.length} measurements at ${sizes} sizes: ${found.status}\n\n${table(titles, rows)}\n\n${quality}\n${cautions[found.status]}`;
}
