// How the core is compiled: part of the hash in its manifest.
const features = [
  "--enable-simd",
  "--enable-bulk-memory",
  "--enable-bulk-memory-opt",
  "--enable-nontrapping-float-to-int",
  "--enable-sign-ext",
  "--enable-mutable-globals",
  "--enable-multivalue",
  "--enable-reference-types",
];

export const recipe = {
  // A page loads the core: what is called from many places is not copied into each, and loops are unrolled only where
  // their counts are known and small. What is hot says #[inline].
  rustFlags: [
    "-Ctarget-feature=+simd128",
    "-Cllvm-args=-inline-threshold=75",
    "-Cllvm-args=-unroll-runtime=false",
    "-Cllvm-args=-unroll-threshold=200",
  ],
  // Nothing lies in the first kilobyte, the far end of the stack: small sums in addresses become offsets of loads.
  wasmOpt: [
    ...features,
    "-O3",
    "--low-memory-unused",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
  ],
};

/** The cores, each the feature of crates/wasm that gives it its verbs: a page loads those whose verbs it uses. */
export const cores = [
  "theory",
  "limits",
  "optimum",
  "activations",
  "samples",
  "transform",
  "densities",
  "scaling",
  "fits",
  "geometry",
  "polynomials",
  "estimator",
  "accumulation",
  "resampling",
  "simulation",
  "linalg",
];
