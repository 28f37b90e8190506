import { type Receipt, receiptAt } from "../../model/receipts.ts";
import { ownReceipt } from "../../records/read-receipt.ts";
import { byCodeUnit } from "../../support/paths.ts";
import type { Left } from "../left.ts";

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
export async function earlierReceipts(left: Left, { folders, isOwn }: Search): Promise<Receipt[]> {
  const listed = (await Promise.all(folders.map((folder) => left.below(folder)))).flat();
  const paths = listed.filter((path) => receiptAt(path) !== undefined && !isOwn(path)).sort(byCodeUnit);
  return Promise.all(paths.map(async (path) => ownReceipt({ path, text: (await left.text(path)) ?? "" })));
}
