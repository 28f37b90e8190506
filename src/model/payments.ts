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
