// Every function of the library that takes an object: a call that is right but for that argument.
import * as ridgelaw from "ridgelaw";
import * as linalg from "ridgelaw/linalg";

export type Call = (stranger: never) => unknown;

const law = ridgelaw.powerLaw({ exponent: 1.5, source: 0.5, modes: 20, noise: 0.1 });
const listed = { kind: "eigenvalues", values: [1, 0.5] } as const;
const problem = { model: { kind: "ridge" }, ...law, samples: 10, lambda: 0.1 } as const;
const exponents = { exponent: 1.5, source: 0.5 };
const wishart = { kind: "wishart", dimension: 2, samples: 8 } as const;
const sandwich = { spectrum: listed, factor: wishart };
const X = Array.from({ length: 24 }, (_, i) => [Math.sin(i * i), Math.cos(3 * i)]);
const y = X.map(([a = 0, b = 0]) => a - b * b);
const fit = { law: "chinchilla", parameters: { E: 1, A: 2, alpha: 0.5, B: 3, beta: 0.5 } } as const;
const chunks = [{ X, y }];
const sums = await ridgelaw.accumulate(chunks);
const streamed = ridgelaw.StreamedRidge.fit(sums);
const saved = { format: "ridgelaw model", version: 1 } as const;
const store = { read: () => undefined, write: () => {} };
const cell = { problem, trials: 2, seed: 0 };
const csv = "a,b\n1,2\n3,4\n";
const features = { samples: 10, lambda: 0.1 };

/** By function, then by argument: a call that is right but for that argument. */
export const calls: Record<string, Record<string, Call>> = {
  accumulate: {
    options: (it) => ridgelaw.accumulate(chunks, it),
    into: (into) => ridgelaw.accumulate(chunks, { into }),
    frame: (frame) => ridgelaw.accumulate(chunks, { frame }),
  },
  activationKernel: { options: (it) => ridgelaw.activationKernel("relu", it) },
  allocate: {
    fit: (it) => ridgelaw.allocate(it, { budget: 1e6 }),
    options: (it) => ridgelaw.allocate(fit, it),
    now: (now) => ridgelaw.allocate(fit, { budget: 1e6, now }),
  },
  bagging: {
    population: (it) => ridgelaw.bagging(it, { samples: 9, bagSize: 3, bags: 3, lambda: 1 }),
    options: (it) => ridgelaw.bagging(law, it),
  },
  benignOverfitting: {
    population: (it) => ridgelaw.benignOverfitting(it, { samples: 9 }),
    options: (it) => ridgelaw.benignOverfitting(law, it),
  },
  bottleneck: { problem: (it) => ridgelaw.bottleneck(it) },
  cellsOf: {
    grid: (it) => ridgelaw.cellsOf(it),
    problem: (it) => ridgelaw.cellsOf({ problem: it }),
    vary: (vary) => ridgelaw.cellsOf({ problem, vary }),
  },
  checkCells: { problem: (it) => ridgelaw.checkCells([{ ...cell, problem: it }]) },
  chinchillaLaw: { law: (it) => ridgelaw.chinchillaLaw(it) },
  coarseGrain: { options: (it) => ridgelaw.coarseGrain([1, 2, 3, 4], it) },
  compareLaws: { options: (it) => ridgelaw.compareLaws(it) },
  computeExponents: { exponents: (it) => ridgelaw.computeExponents(it) },
  computeOptimal: {
    population: (it) => ridgelaw.computeOptimal(it, { budget: 100 }),
    options: (it) => ridgelaw.computeOptimal(law, it),
    cost: (cost) => ridgelaw.computeOptimal(law, { budget: 100, cost }),
  },
  convertFrame: { from: (it) => ridgelaw.convertFrame(it, "cui") },
  corrGcv: {
    options: (it) => ridgelaw.corrGcv(X, y, it),
    correlation: (correlation) => ridgelaw.corrGcv(X, y, { correlation }),
  },
  correlationTransform: {
    correlation: (it) => ridgelaw.correlationTransform(it, { fraction: 0.5 }),
    options: (it) => ridgelaw.correlationTransform({ kind: "exponential", length: 2 }, it),
  },
  crossRisk: {
    population: (it) => ridgelaw.crossRisk(it, { samples: [3, 3], lambda: [1, 1] }),
    options: (it) => ridgelaw.crossRisk(law, it),
  },
  csvChunks: { options: (it) => ridgelaw.csvChunks([], it) },
  dataCollapse: { options: (it) => ridgelaw.dataCollapse(it) },
  degreesOfFreedom: {
    element: (it) => ridgelaw.degreesOfFreedom(it, { kappa: 1 }),
    at: (it) => ridgelaw.degreesOfFreedom(listed, it),
  },
  density: { element: (it) => ridgelaw.density(it) },
  densityAt: {
    element: (it) => ridgelaw.densityAt(it, { x: 1 }),
    at: (it) => ridgelaw.densityAt(wishart, it),
  },
  describeElement: { element: (it) => ridgelaw.describeElement(it) },
  draw: {
    problem: (it) => ridgelaw.draw(it),
    options: (it) => ridgelaw.draw(problem, it),
  },
  drawEigenvalues: {
    element: (it) => ridgelaw.drawEigenvalues(it, { count: 2 }),
    options: (it) => ridgelaw.drawEigenvalues(wishart, it),
  },
  eigenvalues: { options: (it) => ridgelaw.eigenvalues(it) },
  evaluate: {
    problem: (it) => ridgelaw.evaluate(it),
    spectrum: (spectrum) => ridgelaw.evaluate({ ...problem, spectrum }),
    target: (target) => ridgelaw.evaluate({ ...problem, target }),
    model: (model) => ridgelaw.evaluate({ ...problem, model }),
    ensemble: (ensemble) => ridgelaw.evaluate({ ...problem, ensemble }),
    sampleCorrelation: (it) => ridgelaw.evaluate({ ...problem, sampleCorrelation: it }),
    "problems[1].target": (target) => ridgelaw.evaluate([problem, { ...problem, target }]),
  },
  fitLaw: {
    options: (it) => ridgelaw.fitLaw(it),
    at: (at) => ridgelaw.fitLaw({ size: [1, 2, 4], loss: [3, 2, 1.5], law: "powerLaw", at }),
  },
  fitPolynomial: { options: (it) => ridgelaw.fitPolynomial(it) },
  fitRows: { options: (it) => ridgelaw.fitRows(chunks, it) },
  forecast: {
    options: (it) => ridgelaw.forecast(it),
    kernel: (kernel) => ridgelaw.forecast({ X, y, at: 50, kernel }),
  },
  forecastAccumulated: {
    accumulator: (it) => ridgelaw.forecastAccumulated(it, { at: 50 }),
    options: (it) => ridgelaw.forecastAccumulated(sums, it),
  },
  freeCumulants: { element: (it) => ridgelaw.freeCumulants(it, 2) },
  hermite: { options: (it) => ridgelaw.hermite("relu", it) },
  intrinsicDimension: {
    options: (it) => ridgelaw.intrinsicDimension(X, it),
    kernel: (kernel) => ridgelaw.intrinsicDimension(X, { kernel }),
  },
  isotropic: { options: (it) => ridgelaw.isotropic(it) },
  kappaOf: {
    element: (it) => ridgelaw.kappaOf(it, { df: 1 }),
    at: (it) => ridgelaw.kappaOf(listed, it),
  },
  kernelRegime: { options: (it) => ridgelaw.kernelRegime(it) },
  keyOf: { cell: (it) => ridgelaw.keyOf(it) },
  layers: { options: (it) => ridgelaw.layers([X], it) },
  localExponents: { problem: (it) => ridgelaw.localExponents(it) },
  mergeAccumulators: { "accumulators[1]": (it) => ridgelaw.mergeAccumulators([sums, it]) },
  mergeSweep: {
    grid: (it) => ridgelaw.mergeSweep(it, store),
    store: (it) => ridgelaw.mergeSweep({ problem }, it),
  },
  modeElimination: {
    population: (it) => ridgelaw.modeElimination(it, features),
    options: (it) => ridgelaw.modeElimination(law, it),
  },
  moments: { element: (it) => ridgelaw.moments(it, 2) },
  noisyFeatures: {
    population: (it) => ridgelaw.noisyFeatures(it, { ...features, width: 9, noiseVariance: 1 }),
    options: (it) => ridgelaw.noisyFeatures(law, it),
  },
  nonlinearFeatures: {
    population: (it) =>
      ridgelaw.nonlinearFeatures(it, { ...features, width: 9, activation: "relu" }),
    options: (it) => ridgelaw.nonlinearFeatures(law, it),
  },
  onePoint: {
    sandwich: (it) => ridgelaw.onePoint(it, { lambda: 1 }),
    options: (it) => ridgelaw.onePoint(sandwich, it),
    factor: (factor) => ridgelaw.onePoint({ spectrum: listed, factor }, { lambda: 1 }),
  },
  optimalRidge: {
    population: (it) => ridgelaw.optimalRidge(it, { samples: 9 }),
    options: (it) => ridgelaw.optimalRidge(law, it),
    model: (model) => ridgelaw.optimalRidge(law, { samples: 9, model }),
  },
  optimalWidth: {
    population: (it) =>
      ridgelaw.optimalWidth(it, { ...features, model: { kind: "randomFeatures", layers: [] } }),
    options: (it) => ridgelaw.optimalWidth(law, it),
    model: (model) => ridgelaw.optimalWidth(law, { ...features, model }),
  },
  phaseDiagram: {
    law: (it) => ridgelaw.phaseDiagram(it),
    options: (it) => ridgelaw.phaseDiagram(exponents, it),
  },
  polynomialTheory: { options: (it) => ridgelaw.polynomialTheory(it) },
  powerLaw: { options: (it) => ridgelaw.powerLaw(it) },
  preactivationScale: { population: (it) => ridgelaw.preactivationScale(it) },
  quantile: {
    element: (it) => ridgelaw.quantile(it, { p: 0.5 }),
    at: (it) => ridgelaw.quantile(wishart, it),
  },
  rTransform: {
    element: (it) => ridgelaw.rTransform(it, { g: 0.5 }),
    at: (it) => ridgelaw.rTransform(listed, it),
  },
  randomFeatures: {
    population: (it) =>
      ridgelaw.randomFeatures(it, { ...features, layers: [{ kind: "gaussian", width: 9 }] }),
    options: (it) => ridgelaw.randomFeatures(law, it),
    "model.layers[1]": (it) =>
      ridgelaw.randomFeatures(law, { ...features, layers: [{ kind: "gaussian", width: 9 }, it] }),
  },
  readCell: {
    cell: (it) => ridgelaw.readCell(it),
    problem: (it) => ridgelaw.readCell({ ...cell, problem: it }),
  },
  readCsv: { options: (it) => ridgelaw.readCsv(csv, it) },
  recoverDegreesOfFreedom: {
    sample: (it) => ridgelaw.recoverDegreesOfFreedom(it, { lambda: 1 }),
    at: (it) => ridgelaw.recoverDegreesOfFreedom({ eigenvalues: [1, 2], samples: 5 }, it),
  },
  recoverSpectrum: { sample: (it) => ridgelaw.recoverSpectrum(it) },
  regime: {
    law: (it) => ridgelaw.regime(it),
    options: (it) => ridgelaw.regime(exponents, it),
    cost: (cost) => ridgelaw.regime(exponents, { widthExponent: "optimal", cost }),
  },
  resample: {
    data: (it) => ridgelaw.resample(it, { method: { kind: "kFold" } }),
    options: (it) => ridgelaw.resample({ X, y }, it),
    method: (method) => ridgelaw.resample({ X, y }, { method }),
  },
  ridge: {
    population: (it) => ridgelaw.ridge(it, features),
    options: (it) => ridgelaw.ridge(law, it),
  },
  ridgeEdge: {
    population: (it) => ridgelaw.ridgeEdge(it, { samples: 5 }),
    options: (it) => ridgelaw.ridgeEdge(law, it),
  },
  runCell: {
    cell: (it) => ridgelaw.runCell(it),
    options: (it) => ridgelaw.runCell(cell, it),
  },
  runSweep: {
    grid: (it) => ridgelaw.runSweep(it, store),
    store: (it) => ridgelaw.runSweep({ problem }, it),
    options: (it) => ridgelaw.runSweep({ problem }, store, it),
    shard: (shard) => ridgelaw.runSweep({ problem }, store, { shard }),
  },
  sTransform: {
    element: (it) => ridgelaw.sTransform(it, { df: 1 }),
    at: (it) => ridgelaw.sTransform(listed, it),
  },
  simulate: {
    problem: (it) => ridgelaw.simulate(it),
    options: (it) => ridgelaw.simulate(problem, it),
  },
  sourceCapacity: {
    data: (it) => ridgelaw.sourceCapacity(it),
    options: (it) => ridgelaw.sourceCapacity({ X, y }, it),
    kernel: (kernel) => ridgelaw.sourceCapacity({ X, y, kernel }),
    modes: (modes) => ridgelaw.sourceCapacity({ modes, samples: 9 }),
  },
  stages: {
    law: (it) => ridgelaw.stages(it, { from: 1, to: 9 }),
    options: (it) => ridgelaw.stages(exponents, it),
  },
  stieltjes: {
    element: (it) => ridgelaw.stieltjes(it, { lambda: 1 }),
    at: (it) => ridgelaw.stieltjes(listed, it),
  },
  twoPoint: {
    sandwich: (it) => ridgelaw.twoPoint(it, { lambda: 1 }),
    options: (it) => ridgelaw.twoPoint(sandwich, it),
  },
  Predictor: { model: (it) => new ridgelaw.Predictor(it) },
  "Predictor.fromJSON": {
    saved: (it) => ridgelaw.Predictor.fromJSON(it),
    model: (model) => ridgelaw.Predictor.fromJSON({ ...saved, model }),
  },
  "CellRunner.open": { options: (it) => ridgelaw.CellRunner.open(it) },
  "Ridge.fit": {
    options: (it) => ridgelaw.Ridge.fit(X, y, it),
    kernel: (kernel) => ridgelaw.Ridge.fit(X, y, { kernel }),
  },
  "Ridge.train": { options: (it) => ridgelaw.Ridge.train(X, y, it) },
  "StreamedRidge.fit": {
    accumulator: (it) => ridgelaw.StreamedRidge.fit(it),
    options: (it) => ridgelaw.StreamedRidge.fit(sums, it),
  },
  "StreamedRidge.leaveOneOut": { options: (it) => streamed.leaveOneOut(chunks, it) },
  eigh: { options: (it) => linalg.eigh(new Float64Array([1, 0, 0, 1]), 2, it) },
};
