import { FOLDERS } from "../../model/layout.ts";
import { receiptAt } from "../../model/receipts.ts";
import { readReceipt } from "../../records/read-receipt.ts";
import { byCodeUnit } from "../../support/paths.ts";
import type { Left } from "../left.ts";

/**
 * Finds every transaction that a stage's receipt shows.
 *
 * @returns transaction hash → path of the first receipt that shows it, relative to OUT.
 */
export async function indexReceipts(left: Left): Promise<ReadonlyMap<string, string>> {
  const folders = Object.values(FOLDERS);
  const found = await Promise.all(folders.map((folder) => receiptsBelow(left, folder)));
  const index = new Map<string, string>();
  for (const path of found.flat().sort(byCodeUnit)) {
    // A damaged receipt shows nothing; what it should have vouched for is then drift.
    const { read } = readReceipt({ path, text: (await left.text(path)) ?? "" });
    for (const { record } of read.ok ? read.value.records : []) {
      const { hash } = record;
      if (!index.has(hash)) index.set(hash, path);
    }
  }
  return index;
}

async function receiptsBelow(left: Left, folder: string): Promise<readonly string[]> {
  const paths = await left.below(folder);
  return paths.filter((path) => receiptAt(path) !== undefined);
}
