import type { Cast } from "../../model/cast.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { AppliedSetPoint, SetPointReadings } from "../../model/thermodynamics.ts";

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
