// The labels that there are: a pass over all rows, before they can be accumulated.
import { isLabels } from "../data/labels.ts";
import { type ChunkSource, openChunks, requireChunk } from "./rows.ts";

/** Distinct labels in ascending order; undefined where targets are numbers, which the first chunk tells. */
export async function classesOf(chunks: ChunkSource): Promise<string[] | undefined> {
  const names = new Set<string>();
  let index = 0;
  for await (const chunk of openChunks(chunks)) {
    const { y } = requireChunk(chunk, index++);
    if (!isLabels(y)) return undefined;
    for (const label of y) names.add(String(label));
  }
  return [...names].sort();
}
