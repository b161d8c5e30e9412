// The examples run as they stand.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const folder = fileURLToPath(new URL("../examples/node/", import.meta.url));
const expected: Record<string, RegExp> = {
  "forecast.mjs": /^1000 samples: 0\.\d{3} \(90 %: 0\.\d{3} to 0\.\d{3}\)\n3000 samples: /,
  "resample.mjs":
    /^coefficient 0: 0\.9\d \(95 %: 0\.\d\d to 1\.\d\d\)\n[\s\S]*\n10-fold error 0\.1\d\d ± 0\.0\d\d\np = 0\.001 /,
  "stream.mjs": /^100000 rows: 1\.000,-2\.00\d,0\.00\d\nleave-one-out 0\.1251, GCV 0\.1251\n/,
  "theory.mjs":
    /^100 samples: test error 0\.1409 at κ = 0\.00512; 0\.1260 with the best λ, 0\.0101\n/,
};

it.each(readdirSync(folder))("examples/node/%s runs and prints what it says", (name) => {
  const output = execFileSync(process.execPath, [`${folder}${name}`], { encoding: "utf8" });
  expect(output).toMatch(expected[name] as RegExp);
});
