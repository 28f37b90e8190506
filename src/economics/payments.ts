import type { Pot } from "./books.ts";
import type { JobBooks } from "./ledger.ts";

/** One payment into or out of a job's escrow, as receipts list it. */
export interface JobPayment {
  /** EIP-55, or `escrow`. */
  readonly from: string;
  /** EIP-55, `escrow` or `burned`. */
  readonly to: string;
  readonly amountWei: string;
  /** A member of the contract's enums of reasons, or the event's name where it gives none. */
  readonly reason: string;
}

/** Who paid what to whom for a job: first into its escrow, then out of it. */
export function paymentsOf(books: JobBooks | undefined): JobPayment[] {
  if (books === undefined) return [];
  return [...books.in, ...books.out].map(({ from, to, amountWei, reason }) => ({
    from: nameOf(from),
    to: nameOf(to),
    amountWei: amountWei.toString(),
    reason,
  }));
}

function nameOf(pot: Pot): string {
  if ("owner" in pot) return pot.owner;
  return pot.kind === "escrow" ? "escrow" : "burned";
}
