import { join } from "node:path";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { finding } from "../support/finding.ts";
import { type Audit, auditReceipts } from "./audit.ts";
import { receiptPaths, receiptReadings } from "./dossier-receipts.ts";

export interface BooksCheck {
  readonly audit: Audit;
  /** Those that were read, for the checks that come after it; none unless they are asked for. */
  readonly receipts: readonly ReceiptReading[];
}

/**
 * @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it.
 * @param chainId of the chain that its receipts tell of.
 * @param keep whether what was read is needed once more; otherwise only what the books need of it is held.
 */
export function verifyBooks(folder: string, chainId: number, keep: boolean): BooksCheck {
  const payload = join(folder, "data");
  const { readable, tooLarge } = receiptPaths(payload);
  const receipts = keep ? [...receiptReadings(payload, readable)] : [];
  const audit = auditReceipts(keep ? receipts : receiptReadings(payload, readable), chainId);
  const unheld = audit.readings === 0 && audit.findings.length === 0 ? [finding(VERIFY.NO_READINGS, {})] : [];
  return { audit: { ...audit, findings: [...tooLarge, ...audit.findings, ...unheld] }, receipts };
}

/** What was audited, for people; `null` if the dossier was broken before that. */
export function booksLine(audit: Audit | null): string {
  if (audit === null) return "  books  not audited";
  const { movements, jobs, draws, readings, positions, findings } = audit;
  const verdict = findings.length === 0 ? "equal to the wei" : "not equal";
  return [
    `  books  ${movements} payments for ${jobs} jobs and others, ${readings} readings of the chain, ${positions} holdings: ${verdict}`,
    `  draws  ${draws} committees and juries drawn anew from headers, stakes and roles${findings.length === 0 ? ": the same seats" : ""}`,
  ].join("\n");
}
