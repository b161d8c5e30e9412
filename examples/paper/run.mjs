// npm run paper -- [--quick | --docs] [--out FOLDER] [NAME ...] -- draws the figures of the papers, or those whose names begin so;
// with --docs all of them into the documentation as well.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { drawWithHelp } from "./frame/ahead.mjs";
import { writeDocs } from "./frame/docs.mjs";
import { drawFigures } from "./frame/draw.mjs";
import { figuresNamed } from "./frame/figures.mjs";
import { writePage, writePictures } from "./frame/gallery.mjs";
import { hashOf } from "./frame/hash.mjs";
import { measuring } from "./frame/measure.mjs";
import { outliersOf } from "./frame/outliers.mjs";
import { progressOf } from "./frame/progress.mjs";

const inRoot = (...parts) => fileURLToPath(new URL(join("..", "..", ...parts), import.meta.url));

try {
  const { quick, docs, ahead, out, names } = read(process.argv.slice(2));
  const figures = await figuresNamed(names);
  const core = hashOf(readFileSync(inRoot("dist", "core", "simulation.wasm"), "latin1"));
  const progress = progressOf(figures);
  const kept = measuring({ folder: inRoot("build", "paper", "trials"), core, progress });
  const onDrawn = ({ pictures }) => ahead || writePictures(out, pictures);
  const draw = (some) => drawFigures(some, { ...kept, progress, onDrawn, quick });
  const program = fileURLToPath(import.meta.url);
  const drawn = await (quick ? draw(figures) : drawWithHelp(figures, { program, draw }));
  if (ahead) process.exit();
  writePage(join(out, "index.html"), drawn, { quick });
  if (docs) writeDocs(inRoot("docs"), drawn);
  for (const { name, row } of drawn
    .flatMap(({ pictures }) => pictures.flatMap(outliersOf))
    .filter(({ row }) => !row.trace)) {
    console.log(
      `${name}: ${row.quantity} at ${row.x}: ${row.mean} ± ${row.error}, theory ${row.theory}, z = ${row.z.toFixed(2)}`,
    );
  }
  console.log(join(out, "index.html"));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
}

function read(given) {
  const options = {
    quick: { type: "boolean" },
    docs: { type: "boolean" },
    ahead: { type: "boolean" },
    out: { type: "string" },
  };
  const { values, positionals: names } = parsed({ args: given, options, allowPositionals: true });
  const { quick = false, docs = false, ahead = false, out } = values;
  if (docs && (quick || names.length > 0))
    throw new RangeError("--docs draws every figure at full size: leave out --quick and names.");
  return {
    quick,
    docs,
    ahead,
    out: out ?? inRoot("build", "paper", quick ? "quick" : "full"),
    names,
  };
}

function parsed(given) {
  try {
    return parseArgs(given);
  } catch (error) {
    throw new RangeError(error.message);
  }
}
