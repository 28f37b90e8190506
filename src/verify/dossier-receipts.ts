import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { RECEIPT_LIMIT } from "../dossier/text-limits.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { Finding } from "../model/dossier.ts";
import type { TransactionRecord } from "../model/record.ts";
import { inChainOrder } from "../records/located-records.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { finding } from "../support/finding.ts";
import { filesBelow } from "../system/folders.ts";
import { readDocument } from "./read-document.ts";

/** Bounds on what a stranger's receipts can make a reader do. */
export interface ReceiptLimits {
  readonly fileBytes: number;
  readonly totalBytes: number;
}

/** A dossier's receipts by their size, before any is read. Paths are relative to `data/` and sorted. */
export interface ReceiptPaths {
  readonly readable: readonly string[];
  readonly tooLarge: readonly Finding[];
}

const LIMITS: ReceiptLimits = { fileBytes: RECEIPT_LIMIT, totalBytes: 2 ** 31 };

/**
 * Every JSON file that a stage left can show transactions.
 *
 * @param payload `data/` of a dossier whose bag is intact: nothing in it is a link or leads out of it.
 */
export function receiptPaths(payload: string, limits: ReceiptLimits = LIMITS): ReceiptPaths {
  let left = limits.totalBytes;
  const readable: string[] = [];
  const tooLarge: Finding[] = [];
  for (const path of documentPaths(payload)) {
    const limit = Math.min(limits.fileBytes, left);
    const { size } = statSync(join(payload, path));
    if (size > limit) tooLarge.push(finding(VERIFY.TOO_LARGE, { path, what: "bytes", limit }));
    else {
      left -= size;
      readable.push(path);
    }
  }
  return { readable, tooLarge };
}

/** Reads one after the other, so that whoever keeps nothing of them holds only one at a time. */
export function* receiptReadings(payload: string, paths: readonly string[]): Generator<ReceiptReading> {
  for (const path of paths) yield readDocument(path, readFileSync(join(payload, path)));
}

/** @returns each transaction once, in the chain's order. @param receipts attacker-controlled */
export function transactionsShown(receipts: readonly ReceiptReading[]): TransactionRecord[] {
  const located = receipts.flatMap(({ read }) => (read.ok ? read.value.records : []));
  const placed = inChainOrder(located).map(({ record }) => record);
  return [...new Map(placed.map((record) => [record.hash, record])).values()];
}

function documentPaths(payload: string): string[] {
  return filesBelow(payload).filter((path) => path.startsWith("reports/") && path.endsWith(".json"));
}
