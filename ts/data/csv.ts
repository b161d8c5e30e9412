// Tables of numbers in text: comma, semicolon or tab separated.
import { RidgelawError } from "../bridge/errors.ts";
import { requireOptions } from "../bridge/options.ts";
import { TargetCells, toNumber } from "./csv/cells.ts";
import { type Selection, selectColumns } from "./csv/columns.ts";
import { type CsvOptions, checkOptions } from "./csv/options.ts";
import { detectDelimiter, forEachRow, lineAt, normalised, type Row } from "./csv/rows.ts";
import type { Matrix } from "./matrix.ts";

export type { CsvOptions };

/** Features with their names. */
export interface Table {
  X: Matrix;
  features: string[];
}

/** Features and what belongs to them. */
export interface LabelledTable extends Table {
  /** One target: numbers, or class labels; several: one column each. */
  y: Float64Array | string[] | Matrix;
  /** Names of the target columns. */
  targets: string[];
}

const limit = 3e9;

/**
 * Reads a table of numbers. Every column but the target must be numeric, with no cell empty: numbers such as `-1.5e3`,
 * no thousands separators, no decimal commas. Quoted cells, byte order marks and all line ends are understood.
 *
 * @throws RidgelawError whose `argument` is the line and column, or the option, at fault. Codes: `Empty`, `NotCsv`,
 * `RaggedRow`, `DuplicateColumn`, `UnnamedColumn`, `MissingColumn`, `NotANumber`, `NotFinite`, `EmptyCell`,
 * `Conflict`, `Unknown`, `WrongType`, `TooLarge`.
 */
export function readCsv(
  text: string,
  options: CsvOptions & { target: NonNullable<CsvOptions["target"]> },
): LabelledTable;
export function readCsv(text: string, options?: CsvOptions): Table;
export function readCsv(text: string, options: CsvOptions = {}): Table | LabelledTable {
  checkArguments(text, options);
  const body = normalised(text);
  const delimiter = options.delimiter ?? detectDelimiter(body);
  let reader: TableReader | undefined;
  forEachRow(body, delimiter, (row) => {
    const isFirst = !reader;
    reader ??= new TableReader(body, selectColumns(row.cells, options), options);
    if (!isFirst || options.header === false) reader.take(row);
  });
  if (!reader) throw new RidgelawError("Empty", "text", "the text is empty");
  return reader.table();
}

export function checkArguments(text: unknown, options: unknown): asserts text is string {
  if (typeof text !== "string") {
    throw new RidgelawError("WrongType", "text", "text must be a string");
  }
  checkOptions(requireOptions(options as object));
  if (text.includes("\0")) {
    throw new RidgelawError("NotCsv", "text", "the text is no CSV: it holds binary data");
  }
}

/** Takes rows one by one and holds their numbers. */
export class TableReader {
  #text: string;
  #selection: Selection;
  #numbers: Float64Array;
  #targets: TargetCells[];
  #rows = 0;

  constructor(text: string, selection: Selection, { labels }: CsvOptions) {
    const { targets, features, width } = selection;
    if (labels && targets.length > 1) {
      throw new RidgelawError("Conflict", "labels", "labels needs a single target column");
    }
    const mustBe = targets.length > 1 || labels === false ? "numbers" : labels && "labels";
    this.#text = text;
    this.#selection = selection;
    this.#targets = targets.map((column) => new TargetCells(text, column, mustBe || undefined));
    this.#numbers = new Float64Array(checkedSize(mostRows(text, width), features.length));
  }

  take(row: Row): void {
    const { features, width } = this.#selection;
    if (row.cells.length !== width) throw this.#ragged(row);
    const start = this.#rows * features.length;
    features.forEach((column, j) => {
      this.#numbers[start + j] = toNumber(this.#text, row, column);
    });
    for (const target of this.#targets) target.take(row);
    this.#rows++;
  }

  /** How many rows were taken. */
  get rows(): number {
    return this.#rows;
  }

  table(): Table | LabelledTable {
    const { features, targets } = this.#selection;
    if (this.#rows === 0) {
      throw new RidgelawError("Empty", "text", "the table has a header and no rows");
    }
    const data = this.#numbers.slice(0, this.#rows * features.length);
    const table = {
      X: { data, rows: this.#rows, columns: features.length },
      features: features.map(({ name }) => name),
    };
    if (targets.length === 0) return table;
    return { ...table, y: this.#y(), targets: targets.map(({ name }) => name) };
  }

  #y(): Float64Array | string[] | Matrix {
    const [first, ...others] = this.#targets;
    if (first?.areLabels) return first.labels;
    if (first && others.length === 0) return Float64Array.from(first.numbers);
    const columns = this.#targets.length;
    const data = new Float64Array(this.#rows * columns);
    this.#targets.forEach(({ numbers }, j) => {
      numbers.forEach((value, i) => {
        data[i * columns + j] = value;
      });
    });
    return { data, rows: this.#rows, columns };
  }

  #ragged({ cells, offset }: Row): RidgelawError {
    const place = `line ${lineAt(this.#text, offset)}`;
    const message = `${place} has ${cells.length} cells where ${this.#selection.width} are needed (as many as the first row)`;
    return new RidgelawError("RaggedRow", place, message);
  }
}

/** No fewer rows than the text has: a row takes a line, and a character a cell. */
const mostRows = (text: string, width: number): number =>
  Math.min(lineAt(text, text.length), Math.ceil((text.length + 1) / width));

function checkedSize(rows: number, columns: number): number {
  const bytes = rows * columns * 8;
  if (bytes <= limit) return rows * columns;
  const message = `text would need about ${Math.ceil(bytes / 1e6)} MB, more than the ${limit / 1e6} MB allowed`;
  throw new RidgelawError("TooLarge", "text", message);
}
