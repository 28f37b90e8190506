import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { FOLDERS } from "../../model/layout.ts";
import { readReceipt } from "../../records/read-receipt.ts";
import { byCodeUnit } from "../../support/paths.ts";

const RECEIPTS = `{${Object.values(FOLDERS).join(",")}}/{receipts,*/receipts}/**/*.json`;

/**
 * Finds every transaction that a stage's receipt shows.
 *
 * @returns transaction hash → path of the first receipt that shows it, relative to OUT.
 */
export async function indexReceipts(out: string): Promise<ReadonlyMap<string, string>> {
  const paths: string[] = [];
  for await (const path of glob(RECEIPTS, { cwd: out })) {
    paths.push(path.replaceAll("\\", "/"));
  }
  const index = new Map<string, string>();
  for (const path of paths.sort(byCodeUnit)) {
    // A damaged receipt shows nothing; what it should have vouched for is then drift.
    const { read } = readReceipt({ path, text: await readFile(join(out, path), "utf8") });
    for (const { record } of read.ok ? read.value.records : []) {
      const { hash } = record;
      if (!index.has(hash)) index.set(hash, path);
    }
  }
  return index;
}
