import type { TransactionRecord } from "../../model/record.ts";
import { PLANETARY_ROLE_IDS } from "../planetary-roles.ts";

/** What the owner did while it held the role that approves budgets, taking it and giving it back included. */
export function foldApprovals(records: readonly TransactionRecord[]): TransactionRecord[] {
  const role = PLANETARY_ROLE_IDS.BUDGET.toString();
  const about = (name: string) => (record: TransactionRecord) =>
    record.function === name && record.args.roleId === role;
  return records.slice(
    records.findLastIndex(about("grantRole")),
    records.findLastIndex(about("revokeRole")) + 1,
  );
}
