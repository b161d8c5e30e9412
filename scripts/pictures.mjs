// node scripts/pictures.mjs [NAME ...] -- draws docs/pictures/ anew, or those named. Needs `npm run build` first.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { toSvg } from "ridgelaw/plot";
import { Missing, runMain } from "./lib/fail.mjs";
import { buildDir, inRoot } from "./lib/paths.mjs";
import { step } from "./lib/step.mjs";

const folder = inRoot("docs", "pictures");

/** Every file of scripts/pictures/ that exports `pictures`: a function that makes the picture, by its name. */
async function all() {
  const files = readdirSync(inRoot("scripts", "pictures")).sort();
  const modules = await Promise.all(files.map((file) => import(`./pictures/${file}`)));
  return Object.assign({}, ...modules.map(({ pictures }) => pictures));
}

/** A picture, or a pair of it and what else its drawing needs. */
async function draw(name, make) {
  const made = await make();
  const [picture, options] = Array.isArray(made) ? made : [made, {}];
  writeFileSync(`${folder}/${name}.svg`, `${toSvg(picture, { width: 760, ...options })}\n`);
}

await runMain(async () => {
  for (const each of [folder, buildDir]) mkdirSync(each, { recursive: true });
  const pictures = await all();
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in pictures));
  if (unknown) throw new Missing(`there is no picture ${unknown}.`);
  for (const name of names.length > 0 ? names : Object.keys(pictures))
    await step(`drawing ${name}`, () => draw(name, pictures[name]));
});
