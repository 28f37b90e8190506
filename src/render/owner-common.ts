import type { Compared, Reading } from "../model/owner.ts";
import { formatAmount } from "../support/amount.ts";
import { utc } from "../support/time.ts";
import type { ReportDocument } from "./owner-document.ts";

/** Where and when the figures were read. */
export function readingFacts({ chainId, block, timestamp, stateRoot }: Reading): ReportDocument["facts"] {
  return [
    ["Chain", String(chainId)],
    ["Block", String(block)],
    ["Block time", utc(timestamp)],
    ["State root", stateRoot],
  ];
}

/** @param wei as a decimal string. @returns whole tokens. */
export function tokens(wei: string): string {
  return formatAmount(BigInt(wei));
}

/** @param bps as a decimal string, such as 6500. @returns 65 %. */
export function percent(bps: string): string {
  return `${formatAmount(BigInt(bps) * 10n ** 16n)} %`;
}

/** What stands behind a value that is not the planned one. */
export function explained({ drift, reason, changes }: Compared): string {
  if (drift) return `drift: ${reason}`;
  const last = changes.at(-1);
  if (!last) return "as planned";
  return `authorised: ${changes.length} ${changes.length === 1 ? "change" : "changes"}, last in block ${last.block} (${last.receipt})`;
}
