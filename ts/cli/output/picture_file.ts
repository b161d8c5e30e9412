// Pictures that commands write: what draws them is loaded only when one is asked for.
import type { Picture } from "ridgelaw/plot";
import type { Arguments } from "../arguments.ts";
import type { Options } from "../command.ts";
import { Failure } from "../fail.ts";
import { nameOf, requireWritable, writeWhole } from "../platform.ts";

export const pictureOptions: Options = {
  svg: { type: "string", value: "FILE", help: "write a picture, as SVG" },
  html: { type: "string", value: "FILE", help: "write the picture with its numbers, as a page" },
};

type Plots = typeof import("ridgelaw/plot");

/** Ends the command early where a picture cannot be written; what it returns draws, or does nothing without `--svg` and `--html`. */
export async function pictureWriter(
  args: Arguments,
  input?: string,
): Promise<(draw: (plots: Plots) => Picture) => void> {
  const paths = { svg: args.text("svg"), html: args.text("html") };
  const asked = Object.entries(paths).find(([, path]) => path !== undefined)?.[0];
  if (asked === undefined) return () => {};
  for (const path of Object.values(paths)) if (path !== undefined) requireWritable(path, input);
  const plots = await import("ridgelaw/plot").catch((error) => {
    throw new Failure(`--${asked} cannot draw: ${error.message}`);
  });
  return (draw) => {
    const picture = draw(plots);
    if (paths.svg !== undefined) writeWhole(paths.svg, `${plots.toSvg(picture)}\n`);
    if (paths.html !== undefined) writeWhole(paths.html, pageOf(picture, plots, input));
  };
}

/** The picture as a page, under the name of the file that it is of. */
function pageOf(picture: Picture, { toFigure, toPage }: Plots, input: string | undefined): string {
  return toPage({
    title: input === undefined ? "ridgelaw" : `ridgelaw: ${nameOf(input)}`,
    body: [toFigure(picture)],
  });
}
