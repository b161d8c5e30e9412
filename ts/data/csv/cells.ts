// Cells made into numbers and labels.
import { RidgelawError } from "../../bridge/errors.ts";
import type { Column } from "./columns.ts";
import { lineAt, type Row } from "./rows.ts";

const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const notFinite = /^[+-]?(nan|inf|infinity)$/i;

/** Numbers written as programs write them: no thousands, no decimal comma, no hexadecimal. */
const isNumber = (cell: string): boolean => number.test(cell);

/** An error in one cell, which it names by line and column. */
function wrong(code: string, text: string, row: Row, column: Column, what: string): RidgelawError {
  const place = `line ${lineAt(text, row.offset)}, column ${column.name}`;
  return new RidgelawError(code, place, `${place}: ${what}`);
}

/** The number in a cell. */
export function toNumber(text: string, row: Row, column: Column): number {
  const cell = row.cells[column.index] ?? "";
  const value = isNumber(cell) ? Number(cell) : Number.NaN;
  if (Number.isFinite(value)) return value;
  const fail = (code: string, what: string) => wrong(code, text, row, column, what);
  if (cell === "") throw fail("EmptyCell", "the cell is empty");
  if (notFinite.test(cell)) throw fail("NotFinite", `${cell} is not a finite number`);
  if (isNumber(cell)) throw fail("NotFinite", `${shortened(cell)} is too large for a double`);
  throw fail("NotANumber", `${quoted(cell)} is not a number${hint(cell)}`);
}

const quoted = (cell: string) => JSON.stringify(shortened(cell));

const shortened = (cell: string) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

const hint = (cell: string) =>
  /^[+-]?\d+,\d+$/.test(cell) ? " (write a decimal point, no comma)" : "";

/**
 * The cells of a target column, which are numbers or labels: labels where not one of them is a number, or where asked for.
 * A mixture is an error at the first cell that is no number.
 */
export class TargetCells {
  readonly numbers: number[] = [];
  readonly labels: string[] = [];
  #text: string;
  #column: Column;
  #mustBe: "labels" | "numbers" | undefined;
  #firstLabel: Row | undefined;

  constructor(text: string, column: Column, mustBe: "labels" | "numbers" | undefined) {
    this.#text = text;
    this.#column = column;
    this.#mustBe = mustBe;
  }

  get areLabels(): boolean {
    return this.labels.length > 0;
  }

  take(row: Row): void {
    const cell = row.cells[this.#column.index] ?? "";
    if (this.#isLabel(cell)) this.#takeLabel(cell, row);
    else this.numbers.push(toNumber(this.#text, row, this.#column));
    if (this.#firstLabel && this.numbers.length > 0) throw this.#mixture(this.#firstLabel);
  }

  #isLabel(cell: string): boolean {
    if (this.#mustBe) return this.#mustBe === "labels";
    return cell !== "" && !isNumber(cell) && !notFinite.test(cell);
  }

  #takeLabel(cell: string, row: Row): void {
    if (cell === "") throw wrong("EmptyCell", this.#text, row, this.#column, "the cell is empty");
    this.#firstLabel ??= row;
    this.labels.push(cell);
  }

  #mixture(row: Row): RidgelawError {
    const cell = row.cells[this.#column.index] ?? "";
    const what = `${quoted(cell)} is not a number${hint(cell)}, and other cells of this target are`;
    return wrong("NotANumber", this.#text, row, this.#column, what);
  }
}
