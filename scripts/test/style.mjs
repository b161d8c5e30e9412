// Formatting, lints, types and the direction of dependencies: each one check.
import { run } from "../lib/run.mjs";

const clippy = [
  "clippy",
  "--workspace",
  "--all-targets",
  "--locked",
  "--quiet",
  "--",
  "-Dwarnings",
];

export default async function style(tally) {
  await tally.check("style: cargo fmt", () => run("cargo", ["fmt", "--all", "--check"]));
  await tally.check("style: biome (format and lint)", () =>
    run("biome", ["ci", "--error-on-warnings", "--colors=off"]),
  );
  await tally.check("style: tsc", () => run("tsc", ["--project", "."]));
  const direction = "scripts/lint-direction.mjs";
  await tally.check("style: direction of dependencies", () => run("node", [direction]));
  await tally.check("style: that lint finds what it should", () =>
    run("node", [direction, "--self-test"]),
  );
  await tally.check("style: clippy", () => run("cargo", clippy));
}
