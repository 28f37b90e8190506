import type { JobPayment } from "../model/payments.ts";
import type { Pot } from "./books.ts";
import type { JobBooks } from "./ledger.ts";

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
