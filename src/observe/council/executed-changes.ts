import type { StateChange } from "../../chain/port.ts";
import type { Difference } from "../../model/decision.ts";
import type { Hex } from "../../model/hex.ts";
import type { ExecutedChanges } from "../../model/planetary-readings.ts";
import type { TransactionRecord } from "../../model/record.ts";
import type { AddressBook } from "../../records/address-book.ts";
import type { TracingViews } from "../views.ts";
import { describeCoin, describeSlots, stated } from "./differences.ts";

/** Reads what transactions that are on the chain changed. */
export async function readChanges(
  { chain, book }: TracingViews,
  executions: readonly TransactionRecord[],
): Promise<ExecutedChanges> {
  const changes = await chain.changesOf(executions.map(({ hash }) => hash as Hex));
  const blocks = [...new Set(executions.map(({ block }) => block))];
  const feeRecipients = await chain.feeRecipientsOf(blocks);
  return {
    changes: changes.map((computed) => stated(computed, (change) => describe(book, change))),
    feeRecipients,
  };
}

function describe(book: AddressBook, change: StateChange): Difference[] {
  return [...describeSlots(book, change, null), ...change.coins.map((coin) => describeCoin(book, coin))];
}
