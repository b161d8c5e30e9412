// What `ridgelaw demo` tells people.
import { count, interval, short, table } from "../output/text.ts";
import { compared } from "./sentences.ts";
import type { Trial } from "./trial.ts";

const titles = ["images", "forecast", "90 % interval", "really", "off by", "in interval"];

/** Forecast beside truth in two tables, then what it means. */
export function demoText(trial: Trial, lead: readonly string[], html: string): string {
  const { seen, now } = trial.forecast;
  const known = `${count(seen)} images seen: leave-one-out ${short(now.looError)} ± ${short(now.looStandardError)}`;
  return `${[
    known,
    `Squared error\n${table(titles, squaredRows(trial))}`,
    `Wrong digits\n${table(titles, classRows(trial))}`,
    lead.join("\n"),
    `The report is in ${html}.`,
  ].join("\n\n")}\n`;
}

const squaredRows = (trial: Trial) =>
  compared(trial).map(({ point, real, isHit }) => [
    count(point.samples),
    short(point.testError),
    interval(point.interval),
    short(real.testError),
    percent(point.testError / real.testError - 1),
    isHit ? "yes" : "no",
  ]);

const classRows = (trial: Trial) =>
  compared(trial).map(({ point, real, isClassHit }) => {
    const { error, interval: ends } = point.classification ?? { error: 0, interval: [0, 0] };
    return [
      count(point.samples),
      percent(error),
      `${percent(ends[0])} to ${percent(ends[1])}`,
      percent(real.classError),
      percent(error / real.classError - 1),
      isClassHit ? "yes" : "no",
    ];
  });

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
