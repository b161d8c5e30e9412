// Reports of several problems, each at one P, as one report along P.
import { evaluate } from "ridgelaw";

/** For a ridge that varies with P: numbers become arrays, chains of ridges are joined. */
export function evaluateEach(problems) {
  const reports = evaluate(problems).map(({ problem, ...report }) => report);
  return { ...stack(reports), problem: { samples: problems.map(({ samples }) => samples) } };
}

function stack(reports) {
  const [first] = reports;
  const of = (name) => reports.map((report) => report[name]);
  return Object.fromEntries(
    Object.keys(first).map((name) => [name, joined(first[name], of(name))]),
  );
}

function joined(first, values) {
  if (typeof first !== "object") return values;
  return ArrayBuffer.isView(first) ? values.flatMap((each) => Array.from(each)) : stack(values);
}
