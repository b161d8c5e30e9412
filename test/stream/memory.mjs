// Streams rows that would take 400 MB through a process of its own, and prints the most memory that it had.
import process from "node:process";
import { pathToFileURL } from "node:url";

const [entry, count, columns] = process.argv.slice(2);
const { fitRows } = await import(pathToFileURL(entry).href);

let state = 1;
const uniform = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32 - 0.5;
};

function* chunks() {
  const rows = 1000;
  const d = Number(columns);
  for (let from = 0; from < Number(count); from += rows) {
    const data = Float64Array.from({ length: rows * d }, uniform);
    const y = Float64Array.from({ length: rows }, (_, i) => data[i * d] + 0.1 * uniform());
    yield { X: { data, rows, columns: d }, y };
  }
}

const { model } = await fitRows(chunks(), { lambda: "gcv" });
const { maxRSS, userCPUTime } = process.resourceUsage();
console.log(
  JSON.stringify({
    samples: model.samples,
    first: model.coefficients.data[0],
    megabytes: maxRSS / 1024,
    cpu: userCPUTime / 1e6,
  }),
);
