// One JSON document from a file or stdin.
import { Misuse } from "../fail.ts";
import { nameOf, readText } from "../platform.ts";

/** Reads and parses it. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  if (text.trim() === "") throw new Misuse(`${nameOf(path)} is empty`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Misuse(`${nameOf(path)} is no JSON: ${(error as Error).message}`);
  }
}
