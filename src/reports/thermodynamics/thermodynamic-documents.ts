import { JOB_ENERGY_FORMULAS } from "../../economics/job-energy.ts";
import { SET_POINT_FORMULA } from "../../economics/set-point.ts";
import type { Cast } from "../../model/cast.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { AppliedSetPoint, SetPointReadings, ThermodynamicReport } from "../../model/thermodynamics.ts";
import { definitions } from "../../render/thermodynamics-definitions.ts";
import { thermodynamicsMarkdown } from "../../render/thermodynamics-markdown.ts";
import { thermodynamicsSvg } from "../../render/thermodynamics-svg.ts";
import { toJson } from "../../support/json.ts";
import { receipt } from "../receipt.ts";
import { READING_FORMULAS } from "./readings.ts";

/** @param transactions those that applied the set-point. */
export function appliedSetPoint(
  { owner }: Cast,
  transactions: readonly TransactionRecord[],
  { delaySeconds, before, after, block }: SetPointReadings,
): AppliedSetPoint {
  return {
    role: "COUNCIL",
    by: owner.label,
    delaySeconds,
    transactions: transactions.map(({ hash }) => hash),
    before,
    after,
    block,
  };
}

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
  const stated = definitions({ ...JOB_ENERGY_FORMULAS, ...READING_FORMULAS, setPoint: SET_POINT_FORMULA });
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
