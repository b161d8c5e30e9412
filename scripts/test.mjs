// npm test -- [group ...] -- sets everything up and runs every check, or the groups that are named.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { Missing, runMain } from "./lib/fail.mjs";
import { requireRust } from "./lib/rust.mjs";
import { Tally } from "./lib/tally.mjs";

// In this order: what is quick and tells most comes first, and what is built here is tested further down.
const groups = ["core", "style", "rust", "package", "unit", "docs", "bench"];

await runMain(async () => {
  const chosen = chosenGroups(process.argv.slice(2));
  await ensureDependencies();
  await requireRust();
  const tally = new Tally();
  for (const name of chosen) {
    await runGroup(name, tally);
  }
  tally.finish();
});

/** What a group cannot start without counts as one failure; the others go on. */
async function runGroup(name, tally) {
  try {
    const group = await import(`./test/${name}.mjs`);
    await group.default(tally);
  } catch (error) {
    tally.fail(name, error);
  }
}

function chosenGroups(names) {
  const unknown = names.find((name) => !groups.includes(name));
  if (unknown) throw new Missing(`there is no group ${unknown}; there are ${groups.join(", ")}.`);
  return names.length > 0 ? groups.filter((name) => names.includes(name)) : groups;
}
