// The options that name a kernel.
import type { Kernel } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import type { Options } from "../command.ts";
import { Misuse } from "../fail.ts";

const kinds = ["linear", "polynomial", "rbf", "laplacian", "arc-cosine", "ntk"] as const;
type Kind = (typeof kinds)[number];

/** The options that each kernel has; the first of a list must be given. */
const parameters: Readonly<Record<Kind, { needed: string[]; allowed: string[] }>> = {
  linear: { needed: [], allowed: [] },
  polynomial: { needed: ["degree"], allowed: ["scale", "offset"] },
  rbf: { needed: ["gamma"], allowed: [] },
  laplacian: { needed: ["gamma"], allowed: ["norm"] },
  "arc-cosine": { needed: [], allowed: ["layers"] },
  ntk: { needed: [], allowed: ["layers"] },
};

export const kernelOptions: Options = {
  kernel: { type: "string", value: "KIND", help: `one of ${kinds.join(", ")} (linear)` },
  gamma: {
    type: "string",
    value: "NUMBER",
    help: "rbf: K = exp(-gamma |x-x'|^2); laplacian: exp(-gamma |x-x'|)",
  },
  degree: { type: "string", value: "NUMBER", help: "polynomial: (scale x.x' + offset)^degree" },
  scale: { type: "string", value: "NUMBER", help: "polynomial (1)" },
  offset: { type: "string", value: "NUMBER", help: "polynomial (1)" },
  norm: { type: "string", value: "l1|l2", help: "laplacian: the norm of x-x' (l1)" },
  layers: { type: "string", value: "NUMBER", help: "arc-cosine and ntk: hidden layers (1)" },
};

/** The kernel that the options name. */
export function readKernel(args: Arguments): Kernel {
  const kind = args.choice("kernel", kinds) ?? "linear";
  checkParameters(args, kind);
  const number = (name: string) => args.number(name);
  const norm = args.choice("norm", ["l1", "l2"]);
  switch (kind) {
    case "linear":
      return { kind };
    case "polynomial":
      return given<Kernel>({
        kind,
        degree: number("degree"),
        scale: number("scale"),
        offset: number("offset"),
      });
    case "rbf":
      return given<Kernel>({ kind, gamma: number("gamma") });
    case "laplacian":
      return given<Kernel>({ kind, gamma: number("gamma"), norm });
    default:
      return given<Kernel>({
        kind: "arcCosine",
        layers: number("layers"),
        tangent: kind === "ntk",
      });
  }
}

function checkParameters(args: Arguments, kind: Kind): void {
  const { needed, allowed } = parameters[kind];
  const absent = needed.find((name) => !args.has(name));
  if (absent) throw new Misuse(`--kernel ${kind} needs --${absent}`);
  const stray = Object.keys(kernelOptions).find(
    (name) => name !== "kernel" && args.has(name) && ![...needed, ...allowed].includes(name),
  );
  if (stray) throw new Misuse(`--${stray} has no meaning for the ${kind} kernel`);
}

/** The entries that are there: the library has its own defaults for the others. */
const given = <T>(entries: object): T =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as T;

/** The kernel in words. */
export function describeKernel({ kind, ...rest }: Kernel): string {
  const { tangent, ...numbers } = rest as Record<string, unknown>;
  const name = kind === "arcCosine" ? (tangent ? "ntk" : "arc-cosine") : kind;
  const list = Object.entries(numbers).map(([key, value]) => `${key} ${value}`);
  return [`${name} kernel`, ...list].join(", ");
}
