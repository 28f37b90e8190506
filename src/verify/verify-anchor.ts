import { join } from "node:path";
import { readAddressBook } from "../acts/perform.ts";
import { SCRIPTS } from "../model/scripts.ts";
import { AddressBook } from "../records/address-book.ts";
import { contractType } from "../system/contract-artefacts.ts";
import { readIfThere } from "../system/files.ts";
import { filesBelow } from "../system/folders.ts";
import { type AnchorCheck, checkAnchor, wrongAnchor } from "./check-anchor.ts";
import { projectOf } from "./dossier-project.ts";
import type { BagContents } from "./verify-bag.ts";

/**
 * @param folder a dossier whose bag is intact, and whose receipts have their form.
 * @returns `null` if nothing says that its root was anchored.
 */
export async function verifyAnchor(
  folder: string,
  { anchor, journal }: Pick<BagContents, "anchor" | "journal">,
  root: string | null,
): Promise<AnchorCheck | null> {
  if (anchor === null || root === null) return null;
  const payload = join(folder, "data");
  const project = await projectOf(payload);
  if (project === null) return wrongAnchor("cannot be held against plans that cannot be loaded");
  const reports = join(payload, "reports");
  const left = {
    text: (path: string) => readIfThere(join(reports, path)),
    below: async (inside: string) => filesBelow(join(reports, inside)),
  };
  const book = (await readAddressBook(left, SCRIPTS.dossier.stage)) ?? new AddressBook(contractType);
  return checkAnchor(anchor, { root, chain: journal, project, book });
}
