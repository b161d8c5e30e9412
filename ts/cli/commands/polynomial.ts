// ridgelaw polynomial: functions of one variable fitted to points, from few to more than there are points.
import { fitPolynomial, type PolynomialFit, type PolynomialOptions } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { ofFile } from "../file_error.ts";
import { readNumericColumns } from "../input/columns.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { short, table } from "../output/text.ts";

const bases = ["legendre", "chebyshev", "fourier", "monomial"] as const;

/** Parts of a cross-validation, and places at which a fit is drawn. */
const FOLDS = 10;
const PLACES = 401;

export const polynomial: Command = {
  name: "polynomial",
  summary: "Polynomials through points, fewer and more functions than points, with their errors.",
  usage: "POINTS.csv [options]",
  options: {
    x: { type: "string", value: "NAME", help: "the column of x (x)" },
    target: { type: "string", value: "NAME", help: "the column of y (y)" },
    functions: {
      type: "string",
      value: "A,B,C",
      help: "numbers of functions (a third of the points, as many, and ten times as many)",
    },
    basis: { type: "string", value: "BASIS", help: `${bases.join(", ")} (legendre)` },
    lambda: { type: "string", value: "NUMBER", help: "the ridge (0: least norm)" },
    domain: { type: "string", value: "A,B", help: "what is mapped to -1,1 (the range of x)" },
    at: { type: "string", value: "A,B,C", help: "where to evaluate the fits" },
    "no-header": { type: "boolean", help: "the first row is data; columns go by their number" },
    ...pictureOptions,
  },
  notes: `POINTS.csv is .csv or .tsv, or - for stdin. The test error is by cross-validation in ten parts.

  ridgelaw polynomial points.csv --functions 5,20,200 --basis fourier --svg fits.svg`,
  async run(args): Promise<Answer> {
    const [path] = args.operands("POINTS.csv");
    const basis = args.choice("basis", bases);
    const names = [args.text("x") ?? "x", args.text("target") ?? "y"];
    const draw = await pictureWriter(args, path);
    const [x, y] = (await readNumericColumns(path, names, args)) as [Float64Array, Float64Array];
    const domain = domainOf(args, x);
    const lambda = args.number("lambda");
    const common = {
      domain,
      ...(basis && { basis }),
      ...(lambda !== undefined && { lambda }),
    };
    const counts = args.numbers("functions") ?? usual(x.length);
    const at = args.numbers("at");
    const fits = ofFile(path, () =>
      counts.map((functions) => {
        const options = { x, y, functions, ...common };
        const fit = fitPolynomial({ ...options, ...(at && { at }) });
        return { functions, ...fit, testError: crossValidated(options) };
      }),
    );
    draw((plots) => {
      const [low, high] = domain;
      const places = Array.from(
        { length: PLACES },
        (_, i) => low + ((high - low) * i) / (PLACES - 1),
      );
      const curve = (functions: number) => {
        const { values = [] } = fitPolynomial({ x, y, functions, ...common, at: places });
        return { functions, values };
      };
      return plots.polynomial({
        points: { x, y },
        at: places,
        fits: counts.map(curve),
        functions: counts,
        testError: fits.map(({ testError }) => testError),
      });
    });
    return { documents: [{ points: x.length, domain, fits }], text: () => fitsText(fits) };
  },
};

function domainOf(args: Arguments, x: Float64Array): [number, number] {
  const least = x.reduce((low, each) => Math.min(low, each));
  const most = x.reduce((high, each) => Math.max(high, each));
  const [low, high, ...more] = args.numbers("domain") ?? [least, most];
  if (low !== undefined && high !== undefined && low < high && more.length === 0) {
    return [low, high];
  }
  throw new Misuse("--domain takes two numbers, A below B; x must take different values");
}

const usual = (points: number) => [Math.max(1, Math.round(points / 3)), points, 10 * points];

/** Mean square of what fits to nine tenths of the points miss in the last; every tenth point is one part. */
function crossValidated(options: PolynomialOptions & { x: Float64Array; y: Float64Array }): number {
  const { x, y } = options;
  const parts = Math.min(FOLDS, x.length);
  if (parts < 2) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let part = 0; part < parts; part++) {
    const [inside, outside] = [false, true].map(
      (held) => (_: number, i: number) => (i % parts === part) === held,
    ) as [(_: number, i: number) => boolean, (_: number, i: number) => boolean];
    const seen = { x: x.filter(inside), y: y.filter(inside) };
    const { values = new Float64Array() } = fitPolynomial({
      ...options,
      ...seen,
      at: x.filter(outside),
    });
    y.filter(outside).forEach((wanted, i) => {
      sum += (wanted - (values[i] as number)) ** 2;
    });
  }
  return sum / x.length;
}

type Fit = PolynomialFit & { functions: number; testError: number };

function fitsText(fits: readonly Fit[]): string {
  const rows = fits.map(({ functions, rank, df1, trainError, testError, status }) => [
    String(functions),
    String(rank),
    short(df1),
    short(trainError),
    short(testError),
    status,
  ]);
  const titles = ["functions", "rank", "df1", "train error", "cross-validated error", "status"];
  return `${table(titles, rows)}\n`;
}
