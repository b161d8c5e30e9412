// What the papers plot, and how each quantity looks in every figure: the same colour, stroke and marker.

/**
 * `of` makes the quantity from numbers of a report: `get("variance.data")` is one of them, of theory or of one trial.
 * `theory` is what trials are compared with where that is another formula; without `line` there are points only.
 */
const quantity = (label, look, of, more = {}) => ({ label, ...look, of, line: true, ...more });

const looks = {
  test: { role: "theory", stroke: "line", marker: "dot" },
  train: { role: "trained", stroke: "dashed", marker: "square" },
  bias: { role: "bias", stroke: "longdash", marker: "triangle" },
  data: { role: "variance", stroke: "dashdot", marker: "diamond" },
  features: { role: "features", stroke: "dashed", marker: "square" },
  mixed: { role: "mixed", stroke: "dotted", marker: "triangle" },
  noise: { role: "noise", stroke: "line", marker: "square" },
  featuresNoise: { role: "observed", stroke: "dashdot", marker: "dot" },
  gcv: { role: "estimate", stroke: "dotted", marker: "cross" },
};

/** Traces fluctuate by 1/P only: a few draws resolve what the theory leaves out of them. */
const trace = { trace: true };

const value = (path) => (get) => get(path);

/** Errors; E_g without the label noise of the test point. */
export const errors = {
  test: quantity("E_g", looks.test, value("excessError")),
  train: quantity("E_tr", looks.train, value("trainError")),
  bias: quantity("Bias²", looks.bias, value("bias")),
  data: quantity("Var_X", looks.data, value("variance.data")),
  features: quantity("Var_F", looks.features, value("variance.features")),
  mixed: quantity("Var_XF", looks.mixed, value("variance.featuresData")),
  width: quantity(
    "Var_F + Var_XF",
    looks.features,
    (get) => get("variance.features") + get("variance.featuresData"),
  ),
  noise: quantity("Var_Xε", looks.noise, value("variance.noise")),
  featuresNoise: quantity("Var_XFε", looks.featuresNoise, value("variance.featuresNoise")),
  /** GCV of each trial, less the label noise. */
  gcv: (lambda, noise) =>
    quantity("GCV", looks.gcv, (get, i) => gcvOf(get, at(lambda, i)) - noise, {
      theory: value("excessError"),
      line: false,
    }),
};

const at = (lambda, i) => (typeof lambda === "number" ? lambda : lambda[i]);

const gcvOf = (get, lambda) => (get("kappa") / lambda) ** 2 * get("trainError");

/** Of descent, at each step. */
export const loss = quantity("loss", looks.test, value("loss"));

/** Resolutions and degrees of freedom, the latter over D as in the papers. */
export const resolutions = (dimension) => ({
  kappa: quantity("κ", looks.test, value("kappa"), trace),
  kappa1: quantity("κ₁", looks.test, value("kappa"), trace),
  kappa2: quantity("κ₂", looks.bias, (get) => get("kappas").at(-1), { measured: false }),
  df1: quantity("df₁/D", looks.data, (get) => get("df1") / dimension, trace),
  df1Theory: quantity("df₁/D", looks.mixed, (get) => get("df1") / dimension, { measured: false }),
  dfTotal: quantity("df of all features/D", looks.data, (get) => get("dfTotal") / dimension, trace),
  df2: quantity("df₂/D", looks.features, (get) => get("df2") / dimension, { measured: false }),
  gamma: quantity("γ", looks.noise, value("gamma"), { measured: false }),
  gamma1: quantity("γ₁", looks.noise, value("gamma"), { measured: false }),
});

/** What the pictures of parameters show for features without and with noise of their own. */
export function chainOf(dimension) {
  const { kappa1, kappa2, df1, df2, gamma1 } = resolutions(dimension);
  return [kappa1, kappa2, df1, df2, gamma1];
}

export function noisyChainOf(dimension) {
  const { kappa1, kappa2, dfTotal, df1Theory, df2, gamma1 } = resolutions(dimension);
  return [kappa1, kappa2, dfTotal, df1Theory, df2, gamma1];
}

/** Of correlated samples; errors with the label noise of the test point. */
export const correlatedErrors = {
  ...errors,
  test: quantity("E_out", looks.test, value("testError")),
  gcv: estimate("GCV₁", { role: "reference", marker: "square" }, "gcv"),
  naiveGcv: estimate("GCV₂", { role: "observed", marker: "diamond" }, "naiveGcv"),
  corrGcv: { ...estimate("CorrGCV", looks.gcv, "corrGcv"), scored: true },
};

/** Estimates of the test error; only those that claim to meet it are scored. */
function estimate(label, look, path) {
  return quantity(label, look, value(path), {
    theory: value("testError"),
    line: false,
    scored: false,
  });
}

/** `lambda` or `samples` is absent where it is what the picture runs along. */
export const correlatedResolutions = ({ features, lambda, samples }) => ({
  kappa: quantity("κ of the features", looks.test, value("kappa"), trace),
  kappaTilde: quantity("κ̃ of the samples", looks.noise, value("kappaTilde"), trace),
  df1: quantity("df₁", looks.data, (get) => get("df1") / features, trace),
  df2: quantity("df₂ of Σ", looks.features, (get) => get("df2") / features, { measured: false }),
  df2Samples: quantity("df₂ of K", looks.bias, (get) => get("df2Samples") / features, {
    measured: false,
  }),
  gamma: quantity("γ", looks.mixed, value("gamma"), { measured: false }),
  product: quantity(
    "κκ̃/λ",
    looks.data,
    (get, _, place) => (get("kappa") * get("kappaTilde")) / (lambda ?? place),
    trace,
  ),
  inverse: quantity(
    "T/df₁",
    looks.train,
    (get, _, place) => (samples ?? place) / get("df1"),
    trace,
  ),
});

/** By what estimators multiply the training error, and what would be right. */
export const factorsOf = (samples) => [
  factor(
    "1/(1−df₁/T)²",
    { role: "reference", stroke: "dashed", marker: "square" },
    "gcv",
    (get) => (1 - get("df1") / samples) ** -2,
  ),
  factor(
    "S²",
    { role: "observed", stroke: "longdash", marker: "diamond" },
    "naiveGcv",
    (get) => get("sTransform") ** 2,
  ),
  factor("S df₁/(df₁−df₂ of K)", looks.test, "corrGcv", value("corrGcvFactor")),
  quantity(
    "E_out/E_tr of draws",
    { role: "trained", marker: "cross" },
    (get) => get("testError") / get("trainError"),
    { line: false, scored: false },
  ),
];

/** Theory from `said`, trials from what an estimator made of the training error. */
const factor = (label, look, path, said) => ({
  ...quantity(label, look, (get) => get(path) / get("trainError"), trace),
  theory: said,
  lineOf: said,
});

/** The error at a correlated test point, and its estimates; `theory` has τ and ρ of every point. */
export const nearError = ({ tau, rho }) => ({
  error: quantity("E_near", looks.bias, value("correlatedTestError")),
  estimate: quantity(
    "τ·CorrGCV",
    { role: "features", marker: "dot" },
    (get, i) => tau[i] * get("corrGcv"),
    {
      theory: value("correlatedTestError"),
      line: false,
    },
  ),
  bound: quantity(
    "(1−ρ)·CorrGCV",
    { role: "mixed", marker: "diamond" },
    (get, i) => (1 - rho[i]) * get("corrGcv"),
    {
      theory: value("correlatedTestError"),
      line: false,
      scored: false,
    },
  ),
});
