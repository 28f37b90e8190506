import type { Compared, Reading } from "../model/owner.ts";
import { decimal, shortHex, tokens } from "../support/figures.ts";
import { utc } from "../support/time.ts";
import type { ReportDocument } from "./owner-document.ts";

/** Where and when the figures were read. */
export function readingFacts(reading: Reading): ReportDocument["facts"] {
  const { chainId, block, timestamp, stateRoot } = reading;
  return [
    ["Chain", String(chainId)],
    ["As of", `block ${block}, ${momentOf(reading)}`],
    ["Block time", utc(timestamp)],
    ["State root", shortHex(stateRoot)],
  ];
}

/** How far the mission was when it was read. */
function momentOf({ done, toCome }: Reading): string {
  const after = `after ${done.at(-1) ?? "nothing"}`;
  return toCome.length === 0
    ? `${after}, the last script of a run`
    : `${after}, before ${toCome.join(" and ")}`;
}

/** @param wei as a decimal string. */
export function tokensOf(wei: string): string {
  return tokens(BigInt(wei));
}

/** @param wad as a decimal string. */
export function decimalOf(wad: string): string {
  return decimal(BigInt(wad));
}

/** What stands behind a value that is not the planned one. */
export function explained({ drift, reason, changes }: Compared): string {
  if (drift) return `drift: ${reason}`;
  const last = changes.at(-1);
  if (!last) return "as planned";
  return `authorised: ${changes.length} ${changes.length === 1 ? "change" : "changes"}, last in block ${last.block} (${last.receipt?.split("/").at(-1) ?? "no receipt"})`;
}
