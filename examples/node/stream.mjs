// Rows that never are in memory at once: here they are made on the way, elsewhere csvChunks(createReadStream(file), …).
import { fitRows } from "ridgelaw";

function* chunks() {
  for (let from = 0; from < 100_000; from += 1000) {
    const X = Array.from({ length: 1000 }, (_, i) =>
      [1, 2, 3].map((k) => 1e5 + Math.sin(k * (from + i + 1) ** 1.3)),
    );
    yield { X, y: X.map(([a, b], i) => a - 2 * b + 0.5 * Math.sin(12.9898 * (from + i) ** 2)) };
  }
}

const { model, loo } = await fitRows(chunks, { lambda: "loo" });
const error = Math.min(...loo.looError);
console.log(`${model.samples} rows: ${Array.from(model.coefficients.data, (w) => w.toFixed(3))}`);
console.log(`leave-one-out ${error.toFixed(4)}, GCV ${model.gcv.toFixed(4)}`);
