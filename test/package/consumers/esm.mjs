// The package as an ES module: one number from each entry.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { isotropic, ridge } from "ridgelaw";
import { eigh } from "ridgelaw/linalg";
import * as slim from "ridgelaw/slim";

const population = isotropic({ dimension: 300, squaredNorm: 3, noise: 0.5 });
const options = { samples: 200, lambda: 0.1 };
const core = createRequire(import.meta.url).resolve("ridgelaw/core.wasm");
await slim.init(readFileSync(core));

console.log(
  JSON.stringify({
    kappa: ridge(population, options).kappa,
    slimKappa: slim.ridge(population, options).kappa,
    eigenvalues: Array.from(eigh(Float64Array.of(2, 1, 1, 2), 2).values),
  }),
);
