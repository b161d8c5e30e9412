// Figures that compute alone are computed by a second process first.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { drawWithHelp } from "../../examples/paper/frame/ahead.mjs";

const folder = mkdtempSync(join(tmpdir(), "ridgelaw-ahead-"));
afterAll(() => rmSync(folder, { recursive: true }));

const program = join(folder, "program.mjs");
const seen = join(folder, "seen.json");
writeFileSync(
  program,
  `import { writeFileSync } from "node:fs"; writeFileSync(${JSON.stringify(seen)}, JSON.stringify(process.argv.slice(2)));`,
);

type Figure = { name: string; alone?: boolean };
const figures: Figure[] = [{ name: "a", alone: true }, { name: "b" }, { name: "c", alone: true }];

/** Notes what is drawn, and whether the second process had ended. */
function drawing() {
  const order: string[] = [];
  const draw = async (some: Figure[]) =>
    some.map((figure) => {
      order.push(`${figure.name}${existsSync(seen) ? ", after the help" : ""}`);
      return { figure };
    });
  return { order, draw };
}

it("it is given their names, they are drawn after it has ended, and all come in their order", async () => {
  const { order, draw } = drawing();
  const drawn = await drawWithHelp(figures, { program, draw });
  expect(JSON.parse(readFileSync(seen, "utf8"))).toEqual(["--ahead", "a", "c"]);
  expect(order).toEqual(["b", "a, after the help", "c, after the help"]);
  expect(drawn.map(({ figure }: { figure: Figure }) => figure.name)).toEqual(["a", "b", "c"]);
  rmSync(seen);
});

it("where it fails they are computed here", async () => {
  const { order, draw } = drawing();
  await drawWithHelp(figures, { program: join(folder, "absent.mjs"), draw });
  expect(order).toEqual(["b", "a", "c"]);
});

it("it is not started where nothing else is drawn meanwhile", async () => {
  const { draw } = drawing();
  await drawWithHelp(figures.slice(0, 1), { program, draw });
  expect(existsSync(seen)).toBe(false);
});
