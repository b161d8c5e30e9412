import { logspace, ridge } from "ridgelaw";
import { sourceCapacity } from "../frame/laws.mjs";
import { resolutions } from "../frame/quantities.mjs";

export const figure = {
  title: "Degrees of freedom of a sample are those of the population at κ",
  caption:
    "df₁ of sample covariances of a power law at ridge λ (points), and df₁ of the population at κ(λ) (lines), for two numbers of samples. With fewer samples the same λ resolves less.",
  seconds: 10,
};

export default async function ({ measure, draw, scaled }) {
  const dimension = scaled(1000);
  const law = sourceCapacity({ alpha: 1.2, r: 1, modes: dimension });
  const picture = async (samples, suffix) => {
    const theory = { ...ridge(law, { samples: [samples], lambda: logspace(1e-3, 1, 61) }) };
    theory.at = theory.problem.lambda;
    const lambda = logspace(1e-3, 1, 20);
    const measured = {
      ...(await measure({ ...theory.problem, lambda }, { trials: 6 })),
      at: lambda,
    };
    const { df1, kappa } = resolutions(dimension);
    const title = `${figure.title}: N/P = ${dimension / samples}`;
    return draw({
      title,
      theory,
      measured,
      show: [df1, kappa],
      x: { label: "λ" },
      y: { label: "df₁/D, κ" },
      suffix,
    });
  };
  return [await picture(dimension), await picture(dimension / 10, "few")];
}
