// How the gallery is getting on: which figure, how far, how long it took, and how long still.

const pace = 1000;
const seconds = (ms) => `${Math.round(ms / 1000)} s`;

/** `figures` have a `seconds` each, what they take at full size on two cores; the pace so far corrects it. */
export function progressOf(figures, write = (line) => process.stderr.write(`${line}\n`)) {
  const total = figures.reduce((sum, figure) => sum + figure.seconds, 0);
  const begun = performance.now();
  let [done, last, current, within] = [0, 0, figures[0], { portion: 0, portions: 1 }];
  let spent = spending();
  const share = () => {
    const part = within.portions > 0 ? within.portion / within.portions : 0;
    return (done + current.seconds * Math.min(1, part)) / total;
  };
  const tell = (what, always = false) => {
    const now = performance.now();
    if (!always && now - last < pace) return;
    last = now;
    const left =
      share() > 0.01 ? `, about ${seconds(((now - begun) / share()) * (1 - share()))} to go` : "";
    write(`[${seconds(now - begun).padStart(6)}] ${current.name}: ${what}${left}`);
  };
  return {
    start(figure) {
      [current, within, spent] = [figure, { portion: 0, portions: 1 }, spending()];
    },
    portion(portion, portions) {
      within = { portion, portions };
      tell(`${portion} of ${portions} portions`);
    },
    trials(trials, of) {
      tell(`portion ${within.portion + 1}, ${trials} of ${of} trials`);
    },
    end(figure, what) {
      tell(`${what}, ${spent()}`, true);
      done += figure.seconds;
    },
  };
}

/** Since now: seconds, and those of all processors together. */
function spending() {
  const [begun, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return `${seconds(performance.now() - begun)}, ${seconds((user + system) / 1000)} of processors`;
  };
}
