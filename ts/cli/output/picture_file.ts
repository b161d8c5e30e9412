// Pictures that commands write: what draws them is loaded only when one is asked for.
import type { Picture } from "ridgelaw/plot";
import type { Arguments } from "../arguments.ts";
import type { Option } from "../command.ts";
import { Failure } from "../fail.ts";
import { requireWritable, writeWhole } from "../platform.ts";

export const svgOption: Option = { type: "string", value: "FILE", help: "write a picture, as SVG" };

type Plots = typeof import("ridgelaw/plot");

/** Ends the command early where `--svg` cannot be written; what it returns draws, or does nothing without `--svg`. */
export async function pictureWriter(
  args: Arguments,
  input?: string,
): Promise<(draw: (plots: Plots) => Picture) => void> {
  const path = args.text("svg");
  if (path === undefined) return () => {};
  requireWritable(path, input);
  const plots = await import("ridgelaw/plot").catch((error) => {
    throw new Failure(`--svg cannot draw: ${error.message}`);
  });
  return (draw) => writeWhole(path, `${plots.toSvg(draw(plots))}\n`);
}
