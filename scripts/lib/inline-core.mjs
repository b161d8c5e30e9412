// The core's bytes as a module of text, in the encoding that ts/bridge/inline.ts reads.
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { inRoot } from "./paths.mjs";

/** The source of the module "ridgelaw:core". */
export async function inlinedCore(wasm) {
  const { codes } = await inlineModule();
  const order = byFrequency(wasm);
  const codeOf = [];
  codes().forEach((code, rank) => {
    codeOf[order[rank]] = code;
  });
  const text = Array.from(wasm, (byte) => codeOf[byte]).join("");
  return `export const order = [${order}];\nexport const text = "${text}";\n`;
}

function byFrequency(bytes) {
  const counts = new Array(256).fill(0);
  for (const byte of bytes) counts[byte]++;
  return [...counts.keys()].sort((a, b) => counts[b] - counts[a] || a - b);
}

/** The decoder's own table of codes: written once, in TypeScript, which older Nodes cannot import. */
async function inlineModule() {
  const source = readFileSync(inRoot("ts/bridge/inline.ts"), "utf8");
  const { code } = transformSync(source, { loader: "ts", format: "esm" });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}
