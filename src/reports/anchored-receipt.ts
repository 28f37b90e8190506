import type { Anchored } from "../model/receipt-contents.ts";

import { scriptSlug } from "../model/scripts.ts";
import { receiptFile, type WrittenFile } from "./receipt.ts";

/** The receipt of what a script anchored of what others had left before it. */
export function anchoredReceipt(script: string, anchored: Anchored): WrittenFile {
  return receiptFile("anchored", anchored, scriptSlug(script));
}
