import type { TransactionRecord } from "../model/record.ts";
import type { ThermodynamicReport } from "../model/thermodynamics.ts";
import { definitions } from "../render/thermodynamics-definitions.ts";
import { thermodynamicsMarkdown } from "../render/thermodynamics-markdown.ts";
import { thermodynamicsSvg } from "../render/thermodynamics-svg.ts";
import { receipt } from "../reports/receipt.ts";
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
  const { before, after } = report.applied;
  return new Map([
    [`${root}/thermodynamics.json`, toJson(document)],
    [`${root}/thermodynamics.md`, thermodynamicsMarkdown(report, stated)],
    [`${root}/thermodynamics.svg`, thermodynamicsSvg(report)],
    [
      `${root}/thermodynamics-receipt.json`,
      receipt("thermodynamics", { setPoint: report.setPoint, before, after, transactions }),
    ],
  ]);
}
