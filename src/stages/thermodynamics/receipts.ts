import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { OmniError } from "../../errors/error.ts";
import { THERMODYNAMICS } from "../../errors/thermodynamics.ts";
import type { EventRecord, TransactionRecord } from "../../model/record.ts";
import { recordsIn } from "../../protocol/records-in.ts";
import { byCodeUnit } from "../../support/paths.ts";

/** A JSON document below OUT. */
export interface Receipt {
  /** Relative to OUT. */
  readonly path: string;
  readonly document: { readonly kind?: unknown; readonly job?: unknown };
}

/** Every JSON file below some folders of OUT, sorted by path; a folder that is not there has none. */
export async function readReceipts(out: string, folders: readonly string[]): Promise<Receipt[]> {
  const paths = (await Promise.all(folders.map((folder) => listJson(out, folder)))).flat().sort(byCodeUnit);
  return Promise.all(
    paths.map(async (path) => ({ path, document: parse(path, await readFile(join(out, path), "utf8")) })),
  );
}

/** Every transaction that the receipts show, once, in the chain's order, up to a block. */
export function transactionsOf(receipts: readonly Receipt[], untilBlock: number): TransactionRecord[] {
  const records = receipts.flatMap(({ document }) => recordsIn(document));
  return [...new Map(records.map((record) => [record.hash, record])).values()]
    .filter(({ block }) => block <= untilBlock)
    .sort((a, b) => a.block - b.block || a.index - b.index);
}

/** The events of each mission job below a folder, by the job's id in its plan. */
export function jobEvents(receipts: readonly Receipt[], folder: string): ReadonlyMap<string, EventRecord[]> {
  const own = receipts.filter(({ path, document }) => {
    return path.startsWith(`${folder}/`) && String(document.kind).startsWith("job-");
  });
  const byJob = Map.groupBy(own, ({ document }) => String(document.job));
  return new Map(
    [...byJob].map(([job, files]) => [
      job,
      transactionsOf(files, Number.MAX_SAFE_INTEGER).flatMap(({ events }) => events),
    ]),
  );
}

async function listJson(out: string, folder: string): Promise<string[]> {
  try {
    const names = await readdir(join(out, folder), { recursive: true });
    return names
      .filter((name) => name.endsWith(".json"))
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function parse(path: string, text: string): Receipt["document"] {
  try {
    return JSON.parse(text) as Receipt["document"];
  } catch (cause) {
    throw new OmniError(THERMODYNAMICS.RECEIPT_UNREADABLE, { path }, { cause });
  }
}
