import { lstatSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { firstTextDifference } from "../../dossier/text-difference.ts";
import { REPLAY } from "../../errors/dossier-errors.ts";
import type { Finding } from "../../model/dossier.ts";
import { finding } from "../../support/finding.ts";
import type { DerivedFile } from "./derived-files.ts";

/** A file that is larger than what was made, and larger than this, is not looked into. */
const MOST_BYTES = 16 * 2 ** 20;

/**
 * @param payload `data/` of a dossier whose bag is intact: nothing in it is a link or leads out of it.
 * @returns where a file of it is not what was made again, `null` if it is.
 */
export function differenceFrom(payload: string, { path, text, bytes }: DerivedFile): Finding | null {
  const size = lstatSync(join(payload, path), { throwIfNoEntry: false })?.size;
  if (size === undefined) return finding(REPLAY.UNMADE, { path });
  if (size !== bytes && size > MOST_BYTES)
    return finding(REPLAY.DERIVED_DIFFERS, {
      path,
      place: "its size",
      expected: `${bytes}`,
      found: `${size}`,
    });
  const found = readFileSync(join(payload, path), "utf8");
  if (found === text && size === bytes) return null;
  const { line, pointer, a = "nothing", b = "nothing" } = firstTextDifference(path, text, found);
  const place = pointer === undefined ? `line ${line}` : `"${pointer}"`;
  return finding(REPLAY.DERIVED_DIFFERS, { path, place, expected: a, found: b });
}
