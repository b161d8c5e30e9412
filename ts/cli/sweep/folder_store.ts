// Records of a sweep as files of a folder.
import type { RecordStore } from "ridgelaw";
import { inFolder, makeFolder, readIfThere, writeWhole } from "../platform.ts";

/** Files are written under a passing name, then renamed: a record is there whole or not at all. */
export function folderStore(folder: string): RecordStore {
  return {
    read: (name) => readIfThere(inFolder(folder, name)),
    write: (name, text) => writeWhole(inFolder(folder, name), text),
  };
}

/** The name of the file that says what sweep a folder is of. */
const gridName = "grid.json";

/** What grid the folder's records are of; undefined where it says nothing. */
export const gridText = (folder: string): string | undefined =>
  readIfThere(inFolder(folder, gridName));

/** Makes the folder and puts the grid there, unless the same is there already. */
export function keepGrid(folder: string, text: string): void {
  makeFolder(folder);
  if (gridText(folder) !== text) writeWhole(inFolder(folder, gridName), text);
}
