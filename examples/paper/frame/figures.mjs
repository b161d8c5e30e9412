// The figures that there are, in the order of the papers.
const names = [
  "lr-white-params",
  "lr-white-log",
  "lr-white-lin",
  "lr-power-params",
  "lr-power-error",
  "lr-gapped",
  "sgd",
  "finite-size",
  "rf-white",
  "rf-white-params",
  "rf-ov",
  "rf-ov-params",
  "rf-variance-ridge",
  "rf-noise-mitigated",
  "rf-deep",
  "w-var-f",
  "w-singular-values",
  "nl-white",
  "nl-transition",
  "nl-additive",
  "nl-both",
  "nl-noise-mitigated",
  "rm-wigner",
  "rm-white-wishart",
  "rm-structured-wishart",
  "rm-structured-ordered",
  "rm-deep-wishart",
  "rm-df-equivalence",
  "venn",
  "phase",
  "corr-exp",
  "corr-exp-sweep",
  "corr-nn-sweep",
  "corr-pow-sweep",
  "corr-ridges",
  "corr-transform",
  "corr-equivalents",
  "corr-matrices",
  "corr-test",
  "corr-tau",
];

/** Those whose name begins with one of `wanted`, or all; each with its `name`. */
export async function figuresNamed(wanted) {
  const unknown = wanted.find((start) => !names.some((name) => name.startsWith(start)));
  if (unknown !== undefined) {
    throw new RangeError(`there is no figure ${unknown}; there are ${names.join(", ")}.`);
  }
  const chosen = names.filter(
    (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start)),
  );
  return Promise.all(chosen.map(load));
}

async function load(name) {
  const { figure, default: draw } = await import(`../figures/${name}.mjs`);
  return { name, ...figure, draw };
}
