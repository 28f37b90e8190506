import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Receipt, receiptAt } from "../../model/receipts.ts";
import { ownReceipt } from "../../records/read-receipt.ts";
import { byCodeUnit } from "../../support/paths.ts";

/** Where what earlier stages left is looked for, relative to OUT. */
interface Search {
  /** A folder that is not there has nothing. */
  readonly folders: readonly string[];
  /** Says of a path that the stage itself left it, so that it is not read. */
  readonly isOwn: (path: string) => boolean;
}

/**
 * Every receipt below some folders of OUT, sorted by path.
 *
 * @throws OMNI2210 if one is none that this version leaves there.
 */
export async function earlierReceipts(out: string, { folders, isOwn }: Search): Promise<Receipt[]> {
  const listed = (await Promise.all(folders.map((folder) => listFiles(out, folder)))).flat();
  const paths = listed.filter((path) => receiptAt(path) !== undefined && !isOwn(path)).sort(byCodeUnit);
  return Promise.all(
    paths.map(async (path) => ownReceipt({ path, text: await readFile(join(out, path), "utf8") })),
  );
}

async function listFiles(out: string, folder: string): Promise<string[]> {
  try {
    const names = await readdir(join(out, folder), { recursive: true });
    return names.map((name) => `${folder}/${name.replaceAll("\\", "/")}`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
