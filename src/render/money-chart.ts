import type { JobMoney } from "../model/takeoff-report.ts";
import { tokens } from "../support/figures.ts";
import { printable } from "../support/text.ts";
import { axisNumber, drawChart, plotted } from "./chart.ts";

const ROW = 20;
const HEAD = 92;
const FOOT = 34;

/** To whom the money of each job went, a bar a job. */
export function moneyChart({ recipients, lines }: JobMoney, currency: string): string {
  const jobs = lines.slice(0, -1);
  const told = jobs.map(({ title, inWei, paidWei }) => {
    const parts = recipients.map((recipient, index) => `${recipient} ${tokens(paidWei[index] ?? 0n)}`);
    return `${title}: in ${tokens(inWei)}; ${parts.join(", ")}.`;
  });
  return drawChart({
    title: `Money of each job (${currency})`,
    description: told.join(" "),
    height: HEAD + FOOT + jobs.length * ROW,
    option: {
      grid: { left: 186, right: 32, top: HEAD, bottom: FOOT },
      xAxis: { type: "value", splitNumber: 3, axisLabel: { formatter: axisNumber, fontSize: 11 } },
      yAxis: {
        type: "category",
        inverse: true,
        data: jobs.map(({ title }) => printable(title)),
        axisLabel: { fontSize: 10, width: 150, overflow: "truncate", interval: 0 },
      },
      series: recipients.map((name, index) => ({
        name,
        type: "bar",
        stack: "money",
        silent: true,
        barWidth: 12,
        data: jobs.map(({ paidWei }) => plotted(paidWei[index] ?? 0n)),
      })),
    },
  });
}
