// One HTML file that needs nothing else: no script, no network; light or dark as the reader has it.
import { type Needs, requireData } from "../needs.ts";
import { escapeText } from "../serialize.ts";
import { markStyle, tones } from "../style.ts";

export interface Page {
  title: string;
  /** A line under the title. */
  subtitle?: string;
  /** Parts of the page as HTML. */
  body: readonly string[];
  /** The last line. */
  footer?: string;
}

const needs = {
  title: "text",
  "subtitle?": "text",
  body: ["text"],
  "footer?": "text",
} as const satisfies Needs<Page>;

/** The whole document. */
export function toPage(page: Page): string {
  requireData(page, needs, "page");
  const { title, subtitle, body, footer } = page;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
<style>${style}${markStyle}</style>
</head>
<body>
<main>
<header><h1>${escapeText(title)}</h1>${subtitle ? `<p class="rl-subtitle">${escapeText(subtitle)}</p>` : ""}</header>
${body.join("\n")}
${footer ? `<footer>${escapeText(footer)}</footer>` : ""}
</main>
</body>
</html>
`;
}

const { ink, paper } = tones;

const style = `
:root{--ink:${ink.light};--soft:#5a606b;--paper:${paper.light};--card:#f5f6f8;--line:#d9dce2;--good:#0a6b4f;--bad:#a83a10}
@media(prefers-color-scheme:dark){:root{--ink:${ink.dark};--soft:#a0a7b4;--paper:${paper.dark};--card:#1f242b;--line:#39404a;--good:#3fc79c;--bad:#f2935c}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:1120px;margin:0 auto;padding:28px 16px 48px}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 4px}
h2{font-size:1.15rem;line-height:1.3;margin:0 0 10px}
.rl-subtitle,footer{color:var(--soft);margin:0}
.rl-lead{margin:22px 0 28px;padding:16px 20px;background:var(--card);border-left:4px solid var(--soft);border-radius:4px}
.rl-lead p{margin:0 0 .6em;max-width:64em}.rl-lead p:last-child{margin:0}
section,figure{margin:0 0 40px;padding-top:20px;border-top:1px solid var(--line)}
.rl-plot{display:block;width:100%;height:auto;color:var(--ink)}
.rl-wide{display:none;max-width:760px}.rl-narrow{max-width:460px}
@media(min-width:620px){.rl-wide{display:block}.rl-narrow{display:none}}
figcaption{max-width:46em;color:var(--soft);font-size:.95rem}
figcaption p{margin:10px 0}
@media(min-width:1080px){figure{display:grid;grid-template-columns:760px 1fr;column-gap:36px}figure h2{grid-column:1/-1}figcaption p:first-child{margin-top:0}}
.rl-table{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}
th,td{padding:5px 14px 5px 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
th{font-weight:600;white-space:normal;vertical-align:bottom;min-width:4.5em}
.rl-word{text-align:right}
summary{cursor:pointer}
ul{padding-left:1.2em;max-width:46em}li{margin:.3em 0}
@media print{details{display:none}.rl-wide{display:block}.rl-narrow{display:none}figure{break-inside:avoid}}
`;
