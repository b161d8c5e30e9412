// npm run build -- makes dist/ from the TypeScript sources and the committed core.
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runMain } from "./lib/fail.mjs";

await runMain(async () => {
  await ensureDependencies();
  // These import npm packages, which are there only now.
  const { buildPackage, buildTypes } = await import("./lib/package.mjs");
  await buildPackage();
  await buildTypes();
});
