import { marshal } from "./marshal.ts";
import { call } from "./raw.ts";

/** Runs one verb of the core on plain data; the caller knows what it answers. */
export const verb = <Answer>(name: string, options: object): Answer =>
  call(name, marshal(options)) as Answer;
