import type { Takeoff } from "../model/layer-run.ts";
import { PATHS } from "../model/layout.ts";
import type { TakeoffReport } from "../model/takeoff-report.ts";
import { moneyChart } from "../render/money-chart.ts";
import { renderTakeoff } from "../render/takeoff-markdown.ts";
import { takeoffReceipts } from "../reports/national/national-receipts.ts";

/** Everything that the takeoff leaves: content by path relative to OUT. */
export function nationalDocuments(takeoff: Takeoff, report: TakeoffReport): Map<string, string> {
  return new Map([
    ...takeoffReceipts(takeoff),
    [PATHS.nationalReport, renderTakeoff(report)],
    [PATHS.moneyChart, moneyChart(report.money, report.currency)],
  ]);
}
