import type { Cast } from "../../model/cast.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { AppliedSetPoint, SetPointReadings, ThermodynamicReport } from "../../model/thermodynamics.ts";
import { receipt } from "../receipt.ts";

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

/** The receipt of an applied set-point: what called for it, and what the chain said before and after. */
export function setPointReceipt(
  { setPoint, applied: { before, after } }: Pick<ThermodynamicReport, "setPoint" | "applied">,
  transactions: readonly TransactionRecord[],
): string {
  return receipt("thermodynamics", { setPoint, before, after, transactions });
}
