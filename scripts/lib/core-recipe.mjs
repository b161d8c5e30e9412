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
