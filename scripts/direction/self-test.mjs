// Files that break the rules, each in one way: the lint must find every one, and nothing in those that keep them.
export const breaking = {
  "crates/core/src/model/a.rs": ["use crate::simulate::batch;", "model may not use simulate"],
  "crates/core/src/simulate/b.rs": [
    "use crate::{error::Error, model::{ridge, x}};",
    "simulate may not use model",
  ],
  "crates/core/src/linalg/c.rs": ["use super::super::solve::kappa;", "linalg may not use solve"],
  "crates/core/src/spectrum/d.rs": [
    "fn f() { crate::solve::kappa(); }",
    "spectrum may not use solve",
  ],
  "crates/core/src/unheard/e.rs": ["fn f() {}", "the module unheard has no place"],
  "crates/core/src/model/f.rs": ["use nalgebra::DMatrix;", "a linear-algebra crate"],
  "crates/core/src/model/g.rs": ["use rand_chacha::ChaCha8Rng;", "a random-number crate"],
  "crates/core/src/model/h.rs": ["use wasm_bindgen::prelude::*;", "a JavaScript binding"],
  "crates/core/src/model/i.rs": ['fn f() { println!("x"); }', "printing"],
  "crates/core/src/model/j.rs": ["let t = std::time::Instant::now();", "a clock"],
  "crates/wasm/src/k.rs": ["let x = libm::exp(1.0);", "mathematics"],
  "ts/bridge/l.ts": ['import { x } from "../solve/kappa.ts";', "bridge may not import domain"],
  "ts/solve/m.ts": [
    'import { call } from "../pkg/ridgelaw.js";',
    "ts/pkg comes as ridgelaw:core/… and ridgelaw:glue",
  ],
  "ts/solve/n.ts": [
    'import { run } from "../simulate/moments.ts";',
    "domain may not import simulate",
  ],
  "ts/solve/o.ts": [
    'import { readFileSync } from "node:fs";',
    "only an entry point may import Node's",
  ],
  "ts/solve/p.ts": ["const here = import.meta.url;", "only an entry point may name import.meta"],
  "ts/simulate/q.ts": ["self.postMessage(1);", "only an entry point may name self"],
  "ts/cli/r.ts": ['export { x } from "../solve/kappa.ts";', "cli may not import domain"],
  "ts/plot/s.ts": ['const x = await import("../bridge/core.ts");', "plot may not import bridge"],
  "ts/solve/t.ts": ['import fc from "fast-check";', "domain may not import the package fast-check"],
  "bench/u.bench.ts": [
    'import { call } from "../ts/bridge/core.ts";',
    "bench may not import bridge",
  ],
  "examples/v.ts": ['import { call } from "../test/x.ts";', "examples may not import test/x.ts"],
  "ts/index.ts": ["export const x = 1;", "re-exports only"],
  "ts/batches/watch.ts": [
    'import { soon } from "./breathe.ts";',
    "what all parts share may not import ts/batches/breathe.ts",
  ],
  "playground/x.ts": [
    'import { RidgelawError } from "../ts/bridge/errors.ts";',
    "playground may not import bridge",
  ],
  "ts/model/w.ts": ['import { x } from "./w.ts";', "imports run in a circle"],
};

export const keeping = {
  "crates/core/src/model/ok.rs":
    '//! rand::x and println! in words.\nuse crate::solve::solve;\nuse super::ridge;\nconst S: &str = "unsafe";\n' +
    "#[cfg(test)]\nmod tests {\n    use crate::simulate::batch;\n}\n",
  "crates/core/src/linalg/ok.rs": "use nalgebra::DMatrix;\nuse crate::error::{Error, Result};\n",
  "crates/core/src/verbs/ok.rs": "use crate::{model::ridge, simulate::batch};\n",
  "crates/core/tests/ok.rs": 'use ridgelaw::{model, simulate};\nfn f() { println!("x"); }\n',
  "crates/wasm/src/ok.rs": "use wasm_bindgen::prelude::*;\nuse ridgelaw::verbs;\n",
  "ts/solve/ok.ts":
    '// import.meta.url in words\nimport { call } from "../bridge/core.ts";\nconst x = { self: 1 };\n',
  "ts/cli.ts":
    'import { argv } from "node:process";\nimport { main } from "./cli/main.ts";\nmain(argv);\n',
  "ts/cli/ok.ts": 'import { ridge } from "ridgelaw";\n',
  "ts/plot/ok.ts":
    'import { RidgelawError } from "../bridge/errors.ts";\nimport type { Forecast } from "ridgelaw";\n',
  "ts/linalg.ts": 'export { eigh } from "./linalg/eigh.ts";\n',
  "bench/ok.bench.ts": 'import { ridge } from "ridgelaw";\nimport { Matrix } from "ml-matrix";\n',
};
