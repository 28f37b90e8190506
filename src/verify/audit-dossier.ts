import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { Finding } from "../model/dossier.ts";
import type { ReceiptFile } from "../records/receipt-files.ts";
import { finding } from "../support/finding.ts";
import { type Audit, auditReceipts } from "./audit.ts";
import { receiptPaths } from "./receipt-paths.ts";

/** Bounds on what a stranger's receipts can make a reader do. */
export interface AuditLimits {
  readonly fileBytes: number;
  readonly totalBytes: number;
}

const LIMITS: AuditLimits = { fileBytes: 64 * 2 ** 20, totalBytes: 384 * 2 ** 20 };

/** @param folder a dossier whose bag is intact: nothing in it is a link or leads out of it */
export function auditDossier(folder: string, limits: AuditLimits = LIMITS): Audit {
  const tooLarge: Finding[] = [];
  const audit = auditReceipts(readReceipts(join(folder, "data"), limits, tooLarge));
  return { ...audit, findings: [...tooLarge, ...audit.findings] };
}

/** One after the other, so that only one text is held at a time. */
function* readReceipts(payload: string, limits: AuditLimits, tooLarge: Finding[]): Generator<ReceiptFile> {
  let left = limits.totalBytes;
  for (const path of receiptPaths(payload)) {
    const limit = Math.min(limits.fileBytes, left);
    const { size } = statSync(join(payload, path));
    if (size > limit) tooLarge.push(finding(VERIFY.TOO_LARGE, { path, what: "bytes", limit }));
    else {
      left -= size;
      yield { path, text: readFileSync(join(payload, path), "utf8") };
    }
  }
}

/** What was audited, for people; `null` if the dossier was broken before that. */
export function auditLine(audit: Audit | null): string {
  if (audit === null) return "  books  not audited";
  const { movements, jobs, readings, positions, findings } = audit;
  const verdict = findings.length === 0 ? "equal to the wei" : "not equal";
  return `  books  ${movements} payments for ${jobs} jobs and others, ${readings} readings of the chain, ${positions} holdings: ${verdict}`;
}
