import { WAD } from "../model/units.ts";
import { LN_SCALE, lnRatio } from "./logarithm.ts";

/**
 * The Shannon entropy of a distribution, H = Σ pᵢ·ln(1/pᵢ) with pᵢ = amountᵢ/Σ amounts, in WAD nats, rounded down.
 *
 * Zero where everything goes to one, and at most ln n for n recipients (C. E. Shannon, "A Mathematical Theory of
 * Communication", 1948, §6).
 *
 * @param amounts none negative; zeros count for nothing.
 */
export function shannonEntropyWad(amounts: readonly bigint[]): bigint {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n);
  if (total === 0n) return 0n;
  const weighted = amounts
    .filter((amount) => amount > 0n)
    .reduce((sum, amount) => sum + amount * lnRatio(total, amount), 0n);
  return (weighted * WAD) / (total * LN_SCALE);
}

/** ln n: the entropy of n equal parts, in WAD nats, rounded down; zero for none. */
export function evenEntropyWad(parts: number): bigint {
  return parts < 2 ? 0n : (lnRatio(BigInt(parts), 1n) * WAD) / LN_SCALE;
}
