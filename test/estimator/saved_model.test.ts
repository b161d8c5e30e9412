import {
  accumulate,
  type Kernel,
  Predictor,
  Ridge,
  type SavedModel,
  StreamedRidge,
} from "ridgelaw";
import { describe, expect, it } from "vitest";
import { misuse } from "../support/misuse.ts";

const X = Array.from({ length: 30 }, (_, i) => [Math.sin(i * i), Math.cos(3 * i), i / 30]);
const y = X.map(([a = 0, b = 0, c = 0]) => a - b * c);
const labels = y.map((value) => (value > 0 ? "up" : "down"));
const fresh = [
  [0.1, 0.2, 0.3],
  [-1, 0, 2],
];

/** The same after a way through a text. */
const kept = (model: Predictor) => Predictor.fromJSON(JSON.stringify(model));

describe("a saved model", () => {
  const kernels: Kernel[] = [
    { kind: "linear" },
    { kind: "rbf", gamma: 0.5 },
    { kind: "polynomial", degree: 2 },
    { kind: "arcCosine", layers: 2, tangent: true },
  ];
  it.each(kernels)("predicts and classifies to the same bits: %j", (kernel) => {
    const model = Ridge.fit(
      X,
      y.map((value) => [value, -2 * value]),
      { kernel, lambda: 1e-3 },
    );
    expect(kept(model).predictAll(fresh)).toEqual(model.predictAll(fresh));
    expect(kept(model).intercept).toEqual(model.intercept);
    const classes = Ridge.train(X, labels, { kernel, lambda: 1e-3 });
    expect(kept(classes).classify(fresh)).toEqual(classes.classify(fresh));
    expect(JSON.stringify(kept(classes))).toBe(JSON.stringify(classes));
  });

  it("of streamed rows is one too", async () => {
    const model = StreamedRidge.fit(await accumulate([{ X, y }]));
    expect(kept(model).predict(fresh)).toEqual(model.predict(fresh));
    expect(kept(model).coefficients).toEqual(model.coefficients);
  });

  const good = JSON.parse(JSON.stringify(Ridge.train(X, labels, { lambda: 1 }))) as SavedModel;
  const dual = JSON.parse(
    JSON.stringify(Ridge.train(X, y, { lambda: 1, kernel: { kind: "rbf", gamma: 1 } })),
  );
  const rows: [string, unknown][] = [
    ["WrongType saved", "{"],
    ["WrongType saved", "5"],
    ["WrongType saved", {}],
    ["WrongType saved", { ...good, version: 2 }],
    ["WrongType classes", { ...good, classes: "ab" }],
    ["ShapeMismatch classes", { ...good, classes: ["up"] }],
    ["WrongType model.intercept", { ...good, model: { ...good.model, intercept: "0" } }],
    ["ShapeMismatch model.intercept", { ...good, model: { ...good.model, intercept: [1] } }],
    [
      "ShapeMismatch model.X",
      { ...dual, model: { ...dual.model, X: { ...dual.model.X, rows: 7 } } },
    ],
    ["WrongType model.X", { ...dual, model: { ...dual.model, X: undefined } }],
    ["WrongType model.kernel.kind", { ...dual, model: { ...dual.model, kernel: { kind: "x" } } }],
    ["Conflict units", { ...good, units: { means: [0], deviations: [1] } }],
  ];
  it.each(rows)("that is none is %s", (expected, saved) => {
    expect(misuse(() => Predictor.fromJSON(saved as SavedModel))).toBe(expected);
  });
});
