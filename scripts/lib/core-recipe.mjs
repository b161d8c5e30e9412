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
  rustFlags: ["-Ctarget-feature=+simd128"],
  wasmOpt: [...features, "-O3", "--strip-debug", "--strip-producers", "--strip-target-features"],
};

/** The cores, each the feature of crates/wasm that gives it its verbs: a page loads those whose verbs it uses. */
export const cores = [
  "theory",
  "transform",
  "scaling",
  "fits",
  "geometry",
  "estimator",
  "resampling",
  "simulation",
  "linalg",
];
