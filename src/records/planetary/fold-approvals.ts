import type { TransactionRecord } from "../../model/record.ts";
import { PLANETARY_ROLE_IDS } from "../planetary-roles.ts";

/** Before it takes a role, the owner schedules that it takes it and that it gives it back. */
const SCHEDULED_BEFORE = 2;

/** What the owner did while it held the role that approves budgets, scheduling, taking it and giving it back included. */
export function foldApprovals(records: readonly TransactionRecord[]): TransactionRecord[] {
  const role = PLANETARY_ROLE_IDS.BUDGET.toString();
  const about = (name: string) => (record: TransactionRecord) =>
    record.function === name && record.args.roleId === role;
  return records.slice(
    Math.max(0, records.findLastIndex(about("grantRole")) - SCHEDULED_BEFORE),
    records.findLastIndex(about("revokeRole")) + 1,
  );
}
