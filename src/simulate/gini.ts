import { WAD } from "../model/units.ts";

/**
 * The Gini coefficient of amounts in WAD, rounded down: 0 where all have the same, and where nobody has anything. From the
 * amounts in ascending order x₁ … xₙ: (2 Σ i·xᵢ − (n + 1) Σ xᵢ) / (n Σ xᵢ).
 */
export function giniWad(amounts: readonly bigint[]): bigint {
  const sorted = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const count = BigInt(sorted.length);
  let total = 0n;
  let ranked = 0n;
  sorted.forEach((amount, index) => {
    total += amount;
    ranked += BigInt(index + 1) * amount;
  });
  return total === 0n ? 0n : ((2n * ranked - (count + 1n) * total) * WAD) / (count * total);
}
