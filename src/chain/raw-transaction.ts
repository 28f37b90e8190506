import { Transaction } from "ethers/transaction";
import type { Hex } from "../model/hex.ts";

/** What a signed transaction says, whatever came of it; addresses are EIP-55. */
export interface SignedTransaction {
  readonly hash: string;
  readonly chainId: number;
  /** Recovered from the signature. */
  readonly from: string;
  readonly to: string | null;
  readonly data: string;
  readonly valueWei: bigint;
}

/** @param raw attacker-controlled. @returns `null` if it is no transaction that somebody signed. */
export function readTransaction(raw: Hex): SignedTransaction | null {
  const { hash, chainId, from, to, data, value } = parsed(raw) ?? {};
  if (!hash || !from || data === undefined || value === undefined) return null;
  return { hash, chainId: Number(chainId), from, to: to ?? null, data, valueWei: value };
}

function parsed(raw: Hex): Transaction | null {
  try {
    return Transaction.from(raw);
  } catch {
    return null;
  }
}
