// Colours of the roles in light and in dark, told apart by all common kinds of colour vision (after Okabe and Ito).
import { classOf, type Role } from "./picture.ts";

const light: Readonly<Record<Role, string>> = {
  forecast: "#0067a5",
  theory: "#0067a5",
  observed: "#c2500a",
  trained: "#14161a",
  ceiling: "#6b7280",
  bias: "#0a7d5c",
  variance: "#b0457f",
  noise: "#b27700",
  features: "#6d4bc3",
  mixed: "#7d4a1e",
  estimate: "#0b8aa3",
  reference: "#6b7280",
};

const dark: Readonly<Record<Role, string>> = {
  forecast: "#63b5f0",
  theory: "#63b5f0",
  observed: "#f2935c",
  trained: "#f5f6f8",
  ceiling: "#a0a7b4",
  bias: "#3fc79c",
  variance: "#e391bd",
  noise: "#e6b34a",
  features: "#b39df0",
  mixed: "#d3a77c",
  estimate: "#5cd0e4",
  reference: "#a0a7b4",
};

const ink = { light: "#24272d", dark: "#d9dce2" };
const paper = { light: "#ffffff", dark: "#15181d" };

const rules = (colours: Readonly<Record<Role, string>>) =>
  Object.entries(colours)
    .map(([role, colour]) => `.${classOf(role as Role)}{color:${colour}}`)
    .join("");

const both = (inLight: string, inDark: string) =>
  `${inLight}@media(prefers-color-scheme:dark){${inDark}}`;

/** The rules that colour the marks by their role. */
export const markStyle: string = both(rules(light), rules(dark));

/** What an SVG that stands alone needs: the colours of its marks, its words and its paper. */
export const svgStyle: string =
  markStyle +
  both(
    `.rl-plot{color:${ink.light}}.rl-paper{fill:${paper.light}}`,
    `.rl-plot{color:${ink.dark}}.rl-paper{fill:${paper.dark}}`,
  );

/** Ink and paper, for the page around the pictures. */
export const tones = { ink, paper };
