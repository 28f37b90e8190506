import {
  type Aftermath,
  type Difference,
  isStated,
  type Preflight,
  type Stated,
} from "../../model/decision.ts";
import type { ExecutedChanges } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { OWNER_SAFE } from "../owner-safe.ts";

const BOOKKEEPERS: readonly string[] = ["QuadraticGovernor", "CouncilTimelock", OWNER_SAFE];

/**
 * Holds what executions changed against what was foreseen.
 *
 * @param executions the transactions that executed what the pre-flights tried, in their order.
 */
export function aftermathsOf(
  preflights: readonly Preflight[],
  executions: readonly TransactionRecord[],
  { changes, feeRecipients }: ExecutedChanges,
): Aftermath[] {
  return executions.map((execution, index) =>
    compare(
      preflights[index] as Preflight,
      execution,
      changes[index] as Stated<readonly Difference[]>,
      feeRecipients,
    ),
  );
}

function compare(
  preflight: Preflight,
  { hash, from, via }: TransactionRecord,
  changes: Stated<readonly Difference[]>,
  feeRecipients: readonly string[],
): Aftermath {
  const reason = reasonOf(changes, preflight.storage, preflight.nativeCoin);
  if (reason !== undefined || !isStated(changes)) {
    const nothing = { onlyForeseen: [], onlyExecuted: [], bookkeepingSlots: 0 };
    return {
      transaction: hash,
      agreement: "could not be computed",
      ...(reason ? { reason } : {}),
      ...nothing,
    };
  }
  const foreseen = [preflight.storage, preflight.nativeCoin].flatMap(listed);
  const paid = [(via?.sender ?? from).toLowerCase(), ...feeRecipients];
  const executed = changes.filter((difference) => !isFee(difference, paid));
  const expected = new Set(foreseen.map(keyOf));
  const happened = new Set(executed.map(keyOf));
  const unforeseen = executed.filter((difference) => !expected.has(keyOf(difference)));
  const onlyForeseen = foreseen.filter((difference) => !happened.has(keyOf(difference)));
  const onlyExecuted = unforeseen.filter((difference) => !isBookkeeping(difference));
  return {
    transaction: hash,
    agreement: onlyForeseen.length + onlyExecuted.length === 0 ? "equal" : "differs",
    onlyForeseen,
    onlyExecuted,
    bookkeepingSlots: unforeseen.length - onlyExecuted.length,
  };
}

function listed(differences: Stated<readonly Difference[]>): readonly Difference[] {
  return isStated(differences) ? differences : [];
}

/** Why the first of these that could not be computed could not. */
function reasonOf(...parts: readonly Stated<readonly Difference[]>[]): string | undefined {
  const missing = parts.find((part) => !isStated(part));
  return missing && "couldNotBeComputed" in missing ? missing.couldNotBeComputed : undefined;
}

/** Fees move the native coin of whoever sends, and of whoever a block names. */
function isFee(difference: Difference, paid: readonly string[]): boolean {
  return !("slot" in difference) && paid.includes(difference.address.toLowerCase());
}

function isBookkeeping(difference: Difference): boolean {
  return "slot" in difference && BOOKKEEPERS.includes(difference.contract);
}

function keyOf(difference: Difference): string {
  const { address, before, after } = difference;
  return ["slot" in difference ? difference.slot : "native coin", address, before, after].join(" ");
}
