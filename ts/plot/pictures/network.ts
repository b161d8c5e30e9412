// The layers of a network.
import type { LayerReport } from "ridgelaw";
import { curvesPanel, type Series } from "../curves.ts";
import { type Needs, requireData } from "../needs.ts";
import { formatNumber } from "../number.ts";
import type { Picture, Role } from "../picture.ts";

const roles: readonly Role[] = ["theory", "observed", "bias", "variance", "noise", "reference"];

const needs = [
  {
    width: "number",
    rank: "number",
    participationRatio: "number",
    effectiveDimension: "number",
    "capacity?": { exponent: "number" },
    flow: { lambda: "numbers", kappa: "numbers" },
    eigenvalues: "numbers",
  },
] as const satisfies readonly [Needs<LayerReport>];

/** Spectra of layers, and the ridge that a readout from each feels. */
export function network(reports: readonly LayerReport[], names?: readonly string[]): Picture {
  requireData(reports, needs, "reports");
  if (names !== undefined) requireData(names, ["text"], "names");
  const shown = pick(reports.length).map((i) => ({
    report: reports[i] as LayerReport,
    name: names?.[i] ?? `layer ${i + 1}`,
  }));
  const role = (i: number) => roles[i] as Role;
  const ratio = reports.map((report) => formatNumber(report.participationRatio));
  const caption = `Participation ratios through the layers: ${ratio.join(", ")}.`;
  return {
    title: "Layers of a network",
    caption,
    description: `Eigenvalues of the covariance of activations, and the renormalized over the set ridge against the latter, on logarithmic axes. ${caption}`,
    legend: shown.map(({ name }, i) => ({ label: name, role: role(i), symbol: "line" })),
    panels: [
      curvesPanel({
        x: { label: "Mode k" },
        y: { label: "Eigenvalue / sum" },
        series: shown.map(({ report: { eigenvalues } }, i): Series => {
          const sum = eigenvalues.reduce((total, each) => total + each, 0);
          const kept = eigenvalues.filter((each) => each > 1e-10 * sum);
          return {
            role: role(i),
            mark: "line",
            x: Array.from(kept, (_, k) => k + 1),
            y: kept.map((each) => each / sum),
          };
        }),
      }),
      curvesPanel({
        x: { label: "Ridge λ / sum" },
        y: { label: "κ/λ" },
        series: shown.map(
          ({ report }, i): Series => ({
            role: role(i),
            mark: "line",
            x: report.flow.lambda,
            y: report.flow.kappa.map((kappa, k) => kappa / (report.flow.lambda[k] as number)),
          }),
        ),
      }),
    ],
    table: {
      columns: ["Layer", "Width", "Rank", "Participation ratio", "Effective dimension", "α"],
      rows: reports.map((report, i) => [
        names?.[i] ?? `layer ${i + 1}`,
        report.width,
        report.rank,
        report.participationRatio,
        report.effectiveDimension,
        report.capacity ? formatNumber(report.capacity.exponent) : "–",
      ]),
    },
  };
}

/** At most as many layers as there are colours, the first and the last among them. */
function pick(count: number): number[] {
  const most = Math.min(count, roles.length);
  return Array.from({ length: most }, (_, i) =>
    most === 1 ? 0 : Math.round((i * (count - 1)) / (most - 1)),
  );
}
