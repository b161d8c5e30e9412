import type { Peers } from "./peers.ts";

/** One operation, timed on a table of cases. A file bench/NAME.bench.ts exports one as its default. */
export interface Benchmark {
  /** The operation, such as "eigh". */
  name: string;
  cases: readonly Case[];
}

/** One size or shape of the input. */
export interface Case {
  /** Such as "n = 500". */
  name: string;
  /** Too long for a run that only wants to know whether everything works. */
  skipInSmoke?: boolean;
  /** The same in Python on numpy, scipy or scikit-learn, where they are there. */
  python?: PythonPeer | readonly PythonPeer[];
  /** The same in libraries that `--peers` installs. */
  peers?: (peers: Peers) => Contenders;
  /** Operations with floating-point numbers, where a rate says more than a time. */
  flops?: number;
  /** Builds the input, outside the timer, and returns who competes on it: `ridgelaw` first, then its peers. */
  prepare: () => Contenders;
  /** Throws unless the answer is right; called with every contender's, before anything is timed. */
  check: (answer: unknown, contender: string) => void | Promise<void>;
}

/** A peer that runs in a process of its own, on one thread. */
export interface PythonPeer {
  name: string;
  /** Imports and inputs. */
  setup: string;
  /** The expression that is timed. */
  run: string;
  /** Variables of its environment. */
  env?: Record<string, string>;
  /** How often it is timed at least, where five times would take minutes. */
  runs?: number;
}

/** What is timed, by name; what answers with a promise is timed to its end. */
export type Contenders = Record<string, () => unknown>;

/** What one contender took for one case. */
export interface Timing {
  benchmark: string;
  case: string;
  contender: string;
  medianMs: number;
  p99Ms: number;
  runs: number;
  /** Floating-point operations a nanosecond, where they are counted. */
  gigaflops?: number;
  /** Its median over that of the first contender: above 1, the first is faster. */
  ratio: number;
}
