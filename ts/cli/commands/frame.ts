// ridgelaw frame: one law in the words of several papers.
import {
  convertFrame,
  describeFrames,
  type Frame,
  type FrameDescription,
  type FrameWords,
  frames,
  logspace,
  powerLaw,
  RidgelawError,
  randomFeatures,
  ridge,
} from "ridgelaw";
import type { FramesData } from "ridgelaw/plot";
import type { Arguments } from "../arguments.ts";
import type { Answer, Command } from "../command.ts";
import { Misuse } from "../fail.ts";
import { nearest } from "../nearest.ts";
import { pictureOptions, pictureWriter } from "../output/picture_file.ts";
import { short } from "../output/text.ts";

const names = frames.map(({ frame }) => frame);

/** Sizes that are drawn, and as much as infinitely many beside them. */
const DRAWN = [10, 1e7, 61] as const;
const PLENTY = 1e18;

export const frame: Command = {
  name: "frame",
  summary: "One law in the words of several papers, from any of them to any other.",
  usage: "[PAPER WORD=NUMBER …] [options]",
  options: {
    to: { type: "string", value: "PAPER", help: "into the words of this paper alone" },
    ...pictureOptions,
  },
  notes: `Without a paper the list of them, with the words of each. What a paper's model cannot say is refused.

  ridgelaw frame simon alpha=1.3 beta=1.7
  ridgelaw frame cui alpha=1.65 r=0.097 --to bordelon --json`,
  async run(args): Promise<Answer> {
    const [name, ...given] = args.positionals;
    const to = args.choice("to", names);
    if (name === undefined) return listed(args);
    const from = readFrame(name, given);
    const draw = await pictureWriter(args);
    const description = ofWords(() => describeFrames(from));
    draw((plots) => plots.framesPicture(drawn(description)));
    const text = () => descriptionText(description, to);
    return { documents: [to ? ofWords(() => convertFrame(from, to)) : description], text };
  },
};

/** What is wrong with a word, without the name of the argument that holds it. */
function ofWords<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RidgelawError)) throw error;
    throw new Misuse(error.message.replace(/from\./g, ""));
  }
}

function listed(args: Arguments): Answer {
  const stray = ["to", "svg", "html"].find((option) => args.has(option));
  if (stray) throw new Misuse(`--${stray} needs a paper and its words; see --help`);
  const rows = frames.map(({ frame, authors, arxiv, words }) =>
    pad([frame, `arXiv ${arxiv}`, words.join(", ").padEnd(18), authors]),
  );
  const text = () => `${rows.join("\n")}\n`;
  return { documents: [frames], text };
}

/** `simon alpha=1.3 beta=1.7`. */
function readFrame(name: string, given: readonly string[]): Frame {
  const found = frames.find((each) => each.frame === name);
  if (!found) {
    const near = nearest(name, names);
    const hint = near ? `did you mean ${near}?` : `there are ${names.join(", ")}`;
    throw new Misuse(`there is no paper ${name}; ${hint}`);
  }
  const words: Record<string, number> = {};
  for (const each of given) {
    const [word = "", value = "", ...more] = each.split("=");
    const number = value.trim() === "" ? Number.NaN : Number(value);
    if (more.length > 0 || !Number.isFinite(number)) {
      throw new Misuse(
        `${each} must be WORD=NUMBER; the words of ${name} are ${found.words.join(", ")}`,
      );
    }
    const known = [...found.words, ...(found.also ?? [])];
    if (!known.includes(word)) {
      throw new Misuse(`${word} is no word of ${name}; there are ${known.join(", ")}`);
    }
    if (word in words) throw new Misuse(`${word} is given twice`);
    words[word] = number;
  }
  return { frame: name, ...words } as Frame;
}

/** Exact errors without ridge and noise: with width to spare, and with samples to spare. */
function drawn(description: FrameDescription): FramesData {
  const { exponent, source } = description;
  const population = powerLaw({ exponent, source, modes: "infinite" });
  const size = [...new Set([...logspace(...DRAWN)].map(Math.round))];
  const wide = (samples: number) => ridge(population, { samples, lambda: 0 }).excessError;
  const long = (width: number) => {
    const layers = [{ kind: "gaussian", width }] as const;
    return randomFeatures(population, { layers, samples: PLENTY, lambda: 0 }).excessError;
  };
  return { description, size, bySamples: size.map(wide), byWidth: size.map(long) };
}

function descriptionText(description: FrameDescription, to: string | undefined): string {
  const { exponent, source, exponents } = description;
  const shown = description.frames.filter(({ frame }) => to === undefined || frame === to);
  const rows = shown.map((each) => [each.frame, `arXiv ${arxivOf(each.frame)}`, wordsOf(each)]);
  const law = `capacity ${short(exponent)}, source ${short(source)}: error ~ P^${short(-exponents.samples)} with width to spare, N^${short(-exponents.width)} with samples to spare`;
  return `${law}\n\n${rows.map(pad).join("\n")}\n`;
}

const pad = ([name = "", paper = "", ...words]: readonly string[]) =>
  `  ${name.padEnd(10)} ${paper.padEnd(18)} ${words.join(" ")}`;

const arxivOf = (name: string) => frames.find(({ frame }) => frame === name)?.arxiv ?? "";

function wordsOf(words: FrameWords): string {
  if ("refused" in words) return `cannot say it: ${words.refused}`;
  const { frame: _, ...named } = words;
  return Object.entries(named)
    .map(([word, value]) => `${word} = ${short(value)}`)
    .join(", ");
}
