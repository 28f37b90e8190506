import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { FOLDERS } from "../../model/layout.ts";
import { recordsIn } from "../../records/records-in.ts";
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
    for (const { hash } of recordsIn(parse(await readFile(join(out, path), "utf8")))) {
      if (!index.has(hash)) index.set(hash, path);
    }
  }
  return index;
}

/** A damaged receipt shows nothing; what it should have vouched for is then drift. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
