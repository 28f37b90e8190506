import type { Anchored, LeftBy } from "../model/receipt-contents.ts";

import { textDigest } from "./job-request.ts";
import { merkleRoot } from "./merkle.ts";

/** @returns the key of the ReceiptAnchor under which a script anchors what others had left before it. */
export function leftBeforeKey(script: string): string {
  return textDigest(`left before ${script}`);
}

/** @returns 0x and 64 hex digits; "none" if nobody left a file. */
export function rootOfLeft(left: Anchored["left"]): string {
  const files = left.flatMap(({ outputs }: LeftBy) => outputs);
  return files.length === 0 ? "none" : merkleRoot(files);
}
