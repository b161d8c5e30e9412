// A core's bytes as a module of text, in the encoding that ts/bridge/inline.ts reads.
import { readFileSync } from "node:fs";
import { transformSync } from "esbuild";
import { inRoot } from "./paths.mjs";

/** The source of a module "ridgelaw:core/…"; `decoder` is how it imports inline.ts. */
export async function inlinedCore(wasm, decoder) {
  const { text, order } = await encoded(wasm);
  return [
    `import { decode } from ${decoder};`,
    `const order = [${order}];`,
    `const text = "${text}";`,
    "export const source = () => decode(text, order);\n",
  ].join("\n");
}

/** Bytes as text, and all 256 of them in the order of their frequency. */
export async function encoded(bytes) {
  const { codes } = await inlineModule();
  const order = byFrequency(bytes);
  const codeOf = [];
  codes().forEach((code, rank) => {
    codeOf[order[rank]] = code;
  });
  return { order, text: Array.from(bytes, (byte) => codeOf[byte]).join("") };
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
