import { type ChartData, chart, toSvg } from "ridgelaw/plot";
import { expect, it } from "vitest";
import { marks, readXml } from "../support/xml.ts";

const base: ChartData = {
  title: "Any series",
  caption: "A line through three places, and two points.",
  x: { label: "x" },
  y: { label: "y" },
  series: [
    {
      label: "seen",
      role: "theory",
      marker: "square",
      line: { x: [1, 10, 100], y: [1, 2, 3] },
      points: { x: [1, 100], y: [1, 3], error: [0.5, 9] },
    },
  ],
  table: { columns: ["x"], rows: [[1], [2]] },
};
const drawn = (data: Partial<ChartData>) => readXml(toSvg(chart({ ...base, ...data })));

it("A series has a line, its points, a bar for each, and one entry of the legend", () => {
  const svg = drawn({});
  expect(marks(svg, "theory", "line")).toHaveLength(1);
  expect(marks(svg, "theory", "dot")).toHaveLength(2);
  expect(marks(svg, "theory", "rule")).toHaveLength(2);
  expect(chart(base).legend).toEqual([
    { label: "seen", role: "theory", symbol: ["line", "square"] },
  ]);
});

it("On a logarithmic axis a bar through zero ends at a tenth of its point", () => {
  const domain = [1e-3, 1e3] as const;
  const [, bar] = marks(drawn({ y: { label: "y", domain } }), "theory", "rule");
  const plain = marks(
    drawn({
      y: { label: "y", domain },
      series: [{ label: "a", role: "theory", points: { x: [1, 100], y: [1, 3], error: [1, 2.7] } }],
    }),
    "theory",
    "rule",
  )[1];
  expect(bar?.attributes["y1"]).toBe(plain?.attributes["y1"]);
});

it("What lies outside the axes is left out, and a line ends at their edge", () => {
  const y = { label: "y", domain: [1, 2] as const };
  const svg = drawn({ y });
  expect(marks(svg, "theory", "dot")).toHaveLength(1);
  const path = marks(svg, "theory", "line")[0]?.attributes["d"] ?? "";
  const heights = [...path.matchAll(/,(-?[\d.]+)/g)].map(([, number]) => Number(number));
  expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
});

it("Linear axes may hold zero and less", () => {
  const linear = { label: "y", scale: "linear", domain: [-1, 4] } as const;
  const svg = toSvg(chart({ ...base, y: linear }));
  expect(svg).toContain(">−1<");
  expect(svg).not.toMatch(/NaN|Infinity/);
});

it("Bars stand between two places each", () => {
  const bars = { x1: [1, 2], x2: [2, 4], y: [3, 1] };
  const svg = drawn({ series: [{ label: "share", role: "bias", bars }] });
  expect(marks(svg, "bias", "rect")).toHaveLength(2);
});
