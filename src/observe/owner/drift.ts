import type { Change, Compared } from "../../model/owner.ts";

/**
 * Compares a value on chain with what it ought to be: the planned one, moved on by every executed change that a receipt
 * shows. A change that no receipt shows, that started from another value than the one before it left, or a value that
 * no change explains, is drift.
 *
 * @param planned `null` if nothing states the value: then only its changes are looked at.
 */
export function compare(planned: string | null, onChain: string, changes: readonly Change[]): Compared {
  const reason = reasonOf(planned, onChain, changes);
  return { planned, onChain, changes, drift: reason !== "", reason };
}

function reasonOf(planned: string | null, onChain: string, changes: readonly Change[]): string {
  let value = planned;
  for (const { before, after, block, receipt, event } of changes) {
    if (receipt === null) return `${event} in block ${block} is in no receipt`;
    if (before !== null && value !== null && before !== value) {
      return value === planned
        ? `deployed as ${before}, planned as ${planned}`
        : `${event} in block ${block} started from ${before}, not from ${value}`;
    }
    value = after;
  }
  if (value === null || value === onChain) return "";
  return changes.length === 0
    ? `is ${onChain}, planned as ${value}`
    : `is ${onChain}, last changed to ${value}`;
}
