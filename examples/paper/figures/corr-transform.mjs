import { correlationTransform } from "ridgelaw";
import { correlations, eigenvaluesOfCorrelation, transformOf } from "../frame/transforms.mjs";

export const figure = {
  title: "S-transforms of correlations, in closed form and of matrices",
  caption:
    "What a correlation of samples makes of the ridge, at x = df₁/T: first S_K = (1−x)/(xκ̃), then κ̃ with Tr K(K+κ̃)⁻¹ = df₁. Lines: the limit of long runs, in closed form, for the power law by quadrature. Points: eigenvalues of the matrix of 1,000 samples, which differ from it by some 1/T. The published notebook of equivalents has x(1−x) for x(2−x) in that of nearest neighbours, off by factors of two to three.",
  seconds: 2,
  alone: true,
};

export default function ({ draw, scaled, keep }) {
  const samples = scaled(1000);
  const x = Array.from({ length: 97 }, (_, i) => (i + 2) / 100);
  const found = correlations.map(({ label, correlation, look }) => {
    const values = keep({ label, samples }, () => eigenvaluesOfCorrelation(correlation, samples));
    const said = correlationTransform(correlation, { fraction: x });
    return { label, look, said, points: transformOf(values) };
  });
  const picture = (name, label, suffix) => {
    const series = found.map(({ label, look, said, points }) => ({
      ...{ label, ...look, line: { x, y: said[name] } },
      points: { x: points.x, y: points[name] },
    }));
    const axis = { label: "x = df₁/T", scale: "linear", domain: [0, 1] };
    return draw({ series, x: axis, y: { label }, suffix });
  };
  return [picture("sTransform", "S_K"), picture("kappaTilde", "κ̃", "resolution")];
}
