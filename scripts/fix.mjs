// npm run fix -- formats everything and mends what the linters can mend.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runMain } from "./lib/fail.mjs";
import { runInTerminal } from "./lib/run.mjs";

await runMain(async () => {
  await ensureDependencies();
  const codes = [
    await runInTerminal("biome", ["check", "--write"]),
    await runInTerminal("cargo", ["fmt", "--all"]),
  ];
  process.exitCode = codes.find((code) => code !== 0) ?? 0;
});
