// Figures that compute in one thread are computed by a second process, while the workers of the first one simulate.
import { spawn } from "node:child_process";

/**
 * Starts it for `figures`, whose results it keeps where the first process finds them. The promise is kept when it has ended,
 * however it did: what it has not done is done by who finds it absent.
 */
export function computeAhead(program, figures) {
  const names = figures.map(({ name }) => name);
  const child = spawn(process.execPath, [program, "--ahead", ...names], { stdio: "ignore" });
  process.once("exit", () => child.kill());
  return new Promise((ended) => {
    child.once("exit", ended);
    child.once("error", ended);
  });
}

/**
 * All figures in their order, those that compute `alone` after the others and by a second process where there are others.
 *
 * @param {any[]} figures
 * @param {{ program: string, draw: (some: any[]) => Promise<any[]> }} options
 */
export async function drawWithHelp(figures, { program, draw }) {
  const alone = figures.filter((figure) => figure.alone);
  const others = figures.filter((figure) => !figure.alone);
  if (alone.length === 0 || others.length === 0) return draw(figures);
  const ended = computeAhead(program, alone);
  const drawn = await draw(others);
  await ended;
  drawn.push(...(await draw(alone)));
  return figures.map((wanted) => drawn.find(({ figure }) => figure === wanted));
}
