// A learning curve that follows five sliders.
import { logspace, powerLaw, ridge } from "ridgelaw";
import { doubleDescent, toSvg } from "ridgelaw/plot";

const controls = document.querySelector("form") as HTMLFormElement;
const figure = document.querySelector("figure") as HTMLElement;
const numbers = document.querySelector("#numbers") as HTMLElement;
const samples = logspace(10, 1e5, 160);

/** The sliders' values; all but the exponent are powers of ten. */
function settings() {
  const value = (name: string) => Number(new FormData(controls).get(name));
  return {
    count: Math.round(10 ** value("samples")),
    lambda: 10 ** value("lambda"),
    noise: 10 ** value("noise"),
    exponent: value("exponent"),
    modes: Math.round(10 ** value("modes")),
  };
}

function show() {
  const { count, lambda, noise, exponent, modes } = settings();
  const population = powerLaw({ exponent, modes, noise });
  const theory = ridge(population, { samples, lambda });
  const here = ridge(population, { samples: count, lambda });
  label({ samples: count, lambda, noise, exponent, modes });
  numbers.textContent = [
    `Test error ${short(here.testError)}`,
    `Training error ${short(here.trainError)}`,
    `κ = ${short(here.kappa)}, ${short(here.sTransform)} times λ`,
    `df₁ = ${short(here.df1)} of ${modes} directions learned`,
  ].join("\n");
  const title = "Test error, and what it consists of";
  const picture = doubleDescent({ samples, lambda, theory, title, marked: count });
  figure.innerHTML = toSvg(picture, { width: Math.max(320, figure.clientWidth) });
}

function label(values: Record<string, number>) {
  for (const [name, value] of Object.entries(values)) {
    const input = controls.elements.namedItem(name) as HTMLInputElement;
    const output = input.parentElement?.querySelector("output");
    if (output) output.textContent = short(value);
  }
}

const short = (value: number) =>
  value >= 1e4 || value < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(3)));

controls.addEventListener("input", () => requestAnimationFrame(show));
addEventListener("resize", () => requestAnimationFrame(show));
show();
