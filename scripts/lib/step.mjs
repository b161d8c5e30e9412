// One line for each step: when it began, what it does, how it ended.
const begun = performance.now();

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;
const clock = () => `[${seconds(performance.now() - begun).padStart(8)}]`;

export function say(text) {
  console.log(`${clock()} ${text}`);
}

/** Says `title`, runs `work`, and says how long it took. */
export async function step(title, work) {
  say(`${title} ...`);
  const start = performance.now();
  const result = await work();
  say(`  done in ${seconds(performance.now() - start)}`);
  return result;
}
