import type { Computed, StateChange } from "../../chain/port.ts";
import {
  type Aftermath,
  type Difference,
  isStated,
  type Preflight,
  type Stated,
} from "../../model/decision.ts";
import type { Hex } from "../../model/hex.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { Driver } from "../driver.ts";
import { describeCoin, describeSlot } from "./differences.ts";

const BOOKKEEPERS: readonly string[] = ["QuadraticGovernor", "CouncilTimelock"];

/** @param executions the transactions that executed what the pre-flights tried, in their order. */
export async function compareWithExecution(
  driver: Driver,
  preflights: readonly Preflight[],
  executions: readonly TransactionRecord[],
): Promise<Aftermath[]> {
  const changes = await driver.chain.changesOf(executions.map(({ hash }) => hash as Hex));
  const blocks = [...new Set(executions.map(({ block }) => block))];
  // Fees move the native coin of whoever sends, and of whoever a block names.
  const payees = await driver.chain.feeRecipientsOf(blocks);
  return executions.map((execution, index) =>
    compare(
      driver,
      preflights[index] as Preflight,
      execution,
      changes[index] as Computed<StateChange>,
      payees,
    ),
  );
}

function compare(
  { book }: Driver,
  preflight: Preflight,
  { hash, from }: TransactionRecord,
  computed: Computed<StateChange>,
  payees: readonly string[],
): Aftermath {
  const foreseen = [preflight.storage, preflight.nativeCoin].map(listed);
  const reason = computed.kind === "not computed" ? computed.reason : reasonOf(preflight);
  if (computed.kind === "not computed" || reason !== undefined) {
    const nothing = { onlyForeseen: [], onlyExecuted: [], bookkeepingSlots: 0 };
    return {
      transaction: hash,
      agreement: "could not be computed",
      ...(reason ? { reason } : {}),
      ...nothing,
    };
  }
  const { slots, coins } = computed.value;
  const paid = [from.toLowerCase(), ...payees];
  const executed = [
    ...slots.map((slot) => describeSlot(book, slot)),
    ...coins.filter(({ address }) => !paid.includes(address)).map((coin) => describeCoin(book, coin)),
  ];
  const expected = new Set(foreseen.flat().map(keyOf));
  const happened = new Set(executed.map(keyOf));
  const unforeseen = executed.filter((difference) => !expected.has(keyOf(difference)));
  const booked = unforeseen.filter(isBookkeeping);
  const onlyForeseen = foreseen.flat().filter((difference) => !happened.has(keyOf(difference)));
  const onlyExecuted = unforeseen.filter((difference) => !isBookkeeping(difference));
  return {
    transaction: hash,
    agreement: onlyForeseen.length + onlyExecuted.length === 0 ? "equal" : "differs",
    onlyForeseen,
    onlyExecuted,
    bookkeepingSlots: booked.length,
  };
}

function listed(differences: Stated<readonly Difference[]>): readonly Difference[] {
  return isStated(differences) ? differences : [];
}

function reasonOf({ storage, nativeCoin }: Preflight): string | undefined {
  const missing = [storage, nativeCoin].find((part) => !isStated(part as Stated<readonly Difference[]>));
  return missing && "couldNotBeComputed" in missing ? missing.couldNotBeComputed : undefined;
}

function isBookkeeping(difference: Difference): boolean {
  return "slot" in difference && BOOKKEEPERS.includes(difference.contract);
}

function keyOf(difference: Difference): string {
  const { address, before, after } = difference;
  return ["slot" in difference ? difference.slot : "native coin", address, before, after].join(" ");
}
