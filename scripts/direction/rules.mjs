// Who may name whom. A part may use what its row lists, and itself.

/** Modules of crates/core: what is right of the colon flows into what is left of it. */
const base = ["error", "limits", "wire", "report", "sum", "order", "rng"];
const theory = [...base, "linalg", "spectrum", "transform", "solve", "activation"];

export const rustModules = {
  error: [],
  sum: [],
  order: [],
  limits: ["error"],
  wire: ["error"],
  report: ["error", "wire"],
  rng: ["error"],
  linalg: base,
  activation: base,
  spectrum: [...base, "linalg"],
  transform: [...base, "linalg", "spectrum"],
  solve: [...base, "linalg", "spectrum", "transform"],
  model: theory,
  scaling: [...theory, "model"],
  rg: [...theory, "model", "scaling"],
  estimator: [...theory, "model"],
  // Experiment: it never sees the theory that it is there to check, nor theory it.
  // What it shares with theory is how a problem is read: layers and activations.
  simulate: [...base, "linalg", "spectrum", "estimator", "transform", "activation"],
  problem: [...theory, "model"],
  // The façade of the crate, where all of it meets.
  verbs: ["*"],
  lib: ["*"],
};

/** What may be named only in some files of a crate; `in` is tested against the file's path. */
export const rustNames = [
  {
    what: "a JavaScript binding",
    pattern: /\b(wasm_bindgen|js_sys|web_sys)\b/,
    in: /^crates\/wasm\//,
  },
  { what: "a random-number crate", pattern: /\brand(_\w+)?::/, in: /^crates\/core\/src\/rng\.rs$/ },
  {
    what: "a linear-algebra crate",
    pattern: /\b(nalgebra|faer|ndarray)::/,
    in: /^crates\/core\/src\/linalg\//,
  },
  { what: "a clock", pattern: /\b(std::time|Instant|SystemTime)\b/, in: /^$/ },
  { what: "threads", pattern: /\b(std::thread|rayon)\b/, in: /^$/ },
  { what: "the operating system", pattern: /\bstd::(fs|env|process|net|io)\b/, in: /^$/ },
  { what: "the system's randomness", pattern: /\b(getrandom|OsRng|thread_rng)\b/, in: /^$/ },
  { what: "printing", pattern: /\b(e?println|e?print|dbg)!/, in: /^$/ },
  { what: "unsafe code", pattern: /\bunsafe\b/, in: /^$/ },
  // The boundary holds no formula.
  { what: "mathematics", pattern: /\blibm::/, in: /^crates\/core\// },
];

/**
 * Parts of ts/. A part is a folder, or a file of ts/ itself; `domain` is every folder that is not named here.
 * Paths outside ts/ are parts by their first folder.
 */
export const typescriptParts = {
  bridge: ["pkg"],
  domain: ["bridge"],
  simulate: ["bridge", "domain"],
  sweep: ["bridge", "domain", "simulate"],
  stream: ["bridge", "domain", "simulate"],
  plot: ["public"],
  bullmq: ["public"],
  cli: ["public"],
  entry: [
    "bridge",
    "domain",
    "simulate",
    "sweep",
    "stream",
    "plot",
    "bullmq",
    "cli",
    "entry",
    "public",
  ],
  bench: ["public"],
  examples: ["public"],
  playground: ["public"],
};

/** Files without a core that every part of ts/ may name, and that name one another alone: builds apart hold copies of them. */
export const typescriptShared = /^ts\/(bridge\/(errors|options)|batches\/watch)\.ts$/;

/** The npm packages that each part may import; `*` stands for any. */
export const typescriptPackages = {
  bridge: [],
  domain: ["papaparse"],
  simulate: [],
  sweep: [],
  stream: [],
  plot: ["@observablehq/plot", "linkedom"],
  bullmq: ["bullmq", "ioredis"],
  cli: ["*"],
  entry: [],
  bench: ["*"],
  examples: [],
  playground: ["*"],
};

/** The only files of ts/ that may know what platform they run on. */
export const platformFiles = /^ts\/((node|browser|worker|cli)\.ts|cli\/platform\.ts)$/;

export const platformNames = [
  { what: "import.meta", pattern: /\bimport\.meta\b/ },
  { what: "self", pattern: /(?<![.\w])self\b(?!\s*:)/ },
  { what: "process", pattern: /(?<![.\w])process\./ },
  { what: "Buffer", pattern: /(?<![.\w])Buffer\b/ },
];
