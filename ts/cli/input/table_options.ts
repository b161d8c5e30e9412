// How tables are read: their header, their delimiter and the names of their columns.
import type { CsvOptions } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Options } from "../command.ts";

/** The option of a command that reads tables. */
export const headerOption: Options = {
  "no-header": {
    type: "boolean",
    help: "the first row is data; columns go by their number, from 1",
  },
};

/** What the file's name and the option say of a table. */
export const tableOptions = (path: string, args: Arguments): CsvOptions => ({
  ...(hasNoHeader(args) && { header: false }),
  ...(/\.tsv$/i.test(path) && { delimiter: "\t" as const }),
});

/** Without a header, columns go by their number. */
export const columnName = (name: string, args: Arguments): string =>
  hasNoHeader(args) && /^\d+$/.test(name) ? `column${name}` : name;

const hasNoHeader = (args: Arguments) => args.knows("no-header") && args.flag("no-header");

/** A file that is no table. */
export const isNpy = (path: string): boolean => /\.npy$/i.test(path);
