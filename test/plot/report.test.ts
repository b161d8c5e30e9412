import { forecastReport, kappaCurve } from "ridgelaw/plot";
import { describe, expect, it } from "vitest";
import { fit, future, trained } from "./data.ts";

const page = forecastReport(future, { title: "Mine & yours", fit, trained });

describe("The report of a forecast", () => {
  it("is one file without script or network", () => {
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).not.toMatch(/https?:|src=|href=|<script|<link|@import|url\(/);
  });

  it("knows light and dark", () => {
    expect(page).toContain('<meta name="color-scheme" content="light dark">');
    expect(page).toContain("@media(prefers-color-scheme:dark)");
  });

  it("holds the numbers that it was given", () => {
    const cells = [...page.matchAll(/<td>([\d.,]+)<\/td>/g)].map(([, text]) =>
      Number(text?.replace(",", "")),
    );
    const near = (value: number) => cells.some((cell) => Math.abs(cell / value - 1) < 0.005);
    for (const { samples, testError } of [...future.forecast, ...trained]) {
      expect([samples, testError].every(near)).toBe(true);
    }
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it("says how far to trust it in the forecast's own words", () => {
    const escaped = (text: string) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    expect(page).toContain(escaped(future.universality.message));
    for (const note of future.notes) expect(page).toContain(escaped(note));
  });

  it("tells which intervals held", () => {
    expect(page.match(/<td class="rl-word">yes<\/td>/g)).toHaveLength(trained.length);
    const wrong = trained.map((point) => ({ ...point, testError: 5 * point.testError }));
    const missed = forecastReport(future, { trained: wrong });
    expect(missed.match(/<td class="rl-word">no<\/td>/g)).toHaveLength(trained.length);
  });

  it("escapes its title", () => {
    expect(page).toContain("<h1>Mine &amp; yours</h1>");
  });

  it("has a figure for each picture: two from the forecast, two more from a fit, and the caller's own", () => {
    const figures = (html: string) => html.match(/<figure /g)?.length;
    expect(figures(page)).toBe(4);
    expect(figures(forecastReport(future))).toBe(2);
    const own = kappaCurve({ curve: future.curve });
    expect(figures(forecastReport(future, { pictures: [own] }))).toBe(3);
  });
});
