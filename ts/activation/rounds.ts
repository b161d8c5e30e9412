// A function of the caller's is asked for its values in rounds: the core never calls back.
import { activations } from "../bridge/cores/activations.ts";
import { RidgelawError } from "../bridge/errors.ts";
import { described, requireOptions } from "../bridge/options.ts";
import type { ActivationName } from "./activation.ts";

/** More rounds than a jump needs to be enclosed to its last digit. */
const mostRounds = 200;

/** Runs a verb with an activation that is a name or a function; a function is evaluated where the verb asks for it. */
export function withActivation<Answer extends object>(
  name: string,
  activation: ActivationName | ((x: number) => number),
  options: { scale?: number | undefined },
): Answer {
  const given = requireOptions(options);
  if (typeof activation !== "function") return activations.verb(name, { activation, ...given });
  const scale = given.scale ?? 1;
  const nodes: number[] = [];
  const values: number[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const known = { nodes: Float64Array.from(nodes), values: Float64Array.from(values) };
    const asked = { ...given, activation: known };
    const answer = activations.verb<Answer | { nodes: Float64Array }>(name, asked);
    if (!("nodes" in answer)) return answer;
    for (const node of answer.nodes) {
      nodes.push(node);
      values.push(valueAt(activation, scale * node));
    }
  }
  throw new RidgelawError("IllConditioned", "activation", "activation does not settle");
}

function valueAt(activation: (x: number) => number, x: number): number {
  let value: unknown;
  try {
    value = activation(x);
  } catch (cause) {
    const message = `activation throws at ${x}: ${cause instanceof Error ? cause : described(cause)}`;
    throw new RidgelawError("ActivationFailed", "activation", message, { cause });
  }
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const code = typeof value === "number" ? "NotFinite" : "WrongType";
  const message = `activation must give a finite number, not ${described(value)} at ${x}`;
  throw new RidgelawError(code, "activation", message);
}
