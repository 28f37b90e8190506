import { THERMODYNAMICS_FILES } from "../model/layout.ts";
import type { TransactionRecord } from "../model/record.ts";
import type { ThermodynamicReport } from "../model/thermodynamics.ts";
import { temperatureChart } from "../render/temperature-chart.ts";
import { definitions } from "../render/thermodynamics-definitions.ts";
import { thermodynamicsMarkdown } from "../render/thermodynamics-markdown.ts";
import { setPointReceipt } from "../reports/thermodynamics/applied-set-point.ts";
import { FORMULAS } from "../reports/thermodynamics/readings.ts";
import { toJson } from "../support/json.ts";

/**
 * The report in each of its forms, and the receipt of the set-point.
 *
 * @param root folder of the documents, relative to OUT.
 * @param transactions those that applied the set-point.
 * @returns content by path relative to OUT.
 */
export function thermodynamicDocuments(
  root: string,
  report: ThermodynamicReport,
  transactions: readonly TransactionRecord[],
): Map<string, string> {
  const stated = definitions(FORMULAS);
  const document = { format: "omnisovereign-thermodynamics-report/1", definitions: stated, ...report };
  return new Map([
    [`${root}/${THERMODYNAMICS_FILES.document}`, toJson(document)],
    [`${root}/${THERMODYNAMICS_FILES.text}`, thermodynamicsMarkdown(report, stated)],
    [`${root}/${THERMODYNAMICS_FILES.chart}`, temperatureChart(report)],
    [`${root}/${THERMODYNAMICS_FILES.receipt}`, setPointReceipt(report, transactions)],
  ]);
}
