// The reference cases as problems of the public API.
import { readFileSync } from "node:fs";
import type { Population } from "ridgelaw";

type Written = number | string;

export interface Case {
  id: string;
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: each case has inputs of its own
  inputs: any;
  outputs: Record<string, Written>;
}

const file = new URL("../fixtures/cases.json", import.meta.url);
const all: Case[] = JSON.parse(readFileSync(file, "utf8")).cases;

/** The cases whose id starts with one of these. */
export const cases = (...prefixes: string[]): Case[] =>
  all.filter(({ id }) => prefixes.some((prefix) => id.startsWith(prefix)));

/** |found − expected| relative to the expected value; 0 where both are. */
export const relative = (found: number, expected: Written): number =>
  found === Number(expected) ? 0 : Math.abs(found / Number(expected) - 1);

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

/** The population of a case. */
export function population({ inputs }: Case): Population {
  const { spectrum } = inputs;
  const noise = Number(inputs.sigma2);
  if (spectrum?.kind === "powerlaw") {
    const [exponent, source, modes] = [spectrum.alpha, spectrum.r, spectrum.D].map(Number);
    return {
      spectrum: { kind: "powerLaw", exponent: exponent as number, modes: modes as number },
      target: { kind: "powerLaw", source: source as number },
      noise,
    };
  }
  const { values, multiplicities, squared } = listed(inputs);
  return {
    spectrum: { kind: "eigenvalues", values, ...(multiplicities && { multiplicities }) },
    target: { kind: "coefficients", squared },
    noise,
  };
}

interface Listed {
  values: number[];
  multiplicities?: number[];
  squared: number[];
}

function listed(inputs: Case["inputs"]): Listed {
  const { spectrum, eigs, mult, w2 } = inputs;
  if (!spectrum) {
    return { values: eigs.map(Number), multiplicities: mult, squared: w2.map(Number) };
  }
  if (spectrum.kind === "blocks") {
    const column = (k: number): number[] => spectrum.blocks.map((row: Written[]) => Number(row[k]));
    return { values: column(0), multiplicities: column(1), squared: column(2) };
  }
  const [low, high, count] = [spectrum.lo, spectrum.hi, spectrum.D].map(Number) as [
    number,
    number,
    number,
  ];
  const values = range(count).map((i) => 10 ** (low + ((high - low) * i) / (count - 1)));
  return { values, squared: values.map(() => 1 / count) };
}
