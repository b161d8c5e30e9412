// Where things are in this repository.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
export const inRoot = (...parts) => join(root, ...parts);

/** Everything that a command makes and that is not committed, `dist` and `node_modules` apart. */
export const buildDir = inRoot("build");
export const binDir = inRoot("node_modules", ".bin");

/** The core as committed, and as a test run builds it. */
export const committedCore = inRoot("ts", "pkg");
export const freshCore = inRoot("build", "pkg");
export const dist = inRoot("dist");
