// Which part of a sweep is this process's: told by an option, or by Slurm or Kubernetes.
import type { Shard } from "ridgelaw";
import type { Arguments } from "../arguments.ts";
import { Misuse } from "../fail.ts";
import { environment } from "../platform.ts";

/** From --shard i/n, else from the environment of an array job. */
export function shardOf(args: Arguments): Shard | undefined {
  const text = args.text("shard");
  if (text !== undefined) return parse(text);
  const shards = args.number("shards");
  return slurm(shards) ?? kubernetes(shards) ?? alone(shards);
}

function parse(text: string): Shard {
  const [, index, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (index !== undefined && shard.of > 0 && shard.index <= shard.of) return shard;
  throw new Misuse(`--shard takes i/n with i from 0 to n, such as 1/4, not ${text}`);
}

/** Tasks of a Slurm array, which may start anywhere and go in steps. */
function slurm(shards: number | undefined): Shard | undefined {
  const id = whole("SLURM_ARRAY_TASK_ID");
  if (id === undefined) return undefined;
  const least = whole("SLURM_ARRAY_TASK_MIN") ?? 0;
  const step = whole("SLURM_ARRAY_TASK_STEP") || 1;
  const place = Math.floor((id - least) / step);
  return within("SLURM_ARRAY_TASK_ID", place, whole("SLURM_ARRAY_TASK_COUNT") ?? shards);
}

/** A Kubernetes indexed job, which does not tell its pods how many they are unless its template does. */
function kubernetes(shards: number | undefined): Shard | undefined {
  const index = whole("JOB_COMPLETION_INDEX");
  if (index === undefined) return undefined;
  return within("JOB_COMPLETION_INDEX", index, whole("JOB_COMPLETIONS") ?? shards);
}

function alone(shards: number | undefined): undefined {
  if (shards === undefined) return;
  throw new Misuse(
    "--shards goes with SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX, of which neither is set",
  );
}

function within(name: string, index: number, of: number | undefined): Shard {
  if (of === undefined) throw new Misuse(`${name} is set, but not of how many: add --shards N`);
  if (Number.isInteger(of) && index >= 0 && index < of) return { index, of };
  throw new Misuse(`${name} is task ${index}, counted from 0, of ${of}`);
}

function whole(name: string): number | undefined {
  const text = environment(name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new Misuse(`${name} must be a whole number, not ${JSON.stringify(text)}`);
}
