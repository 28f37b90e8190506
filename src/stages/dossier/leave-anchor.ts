import { type Anchoring, anchorDossier } from "../../acts/anchor-dossier.ts";
import { readAddressBook } from "../../acts/perform.ts";
import { fetchReceipts } from "../../chain/fetch-receipts.ts";
import { closingOf } from "../../chain/journal/closing.ts";
import type { JournalBlock } from "../../chain/journal/journal.ts";
import { readTransaction } from "../../chain/raw-transaction.ts";
import { openSession, type Session } from "../../chain/rehearsal/session.ts";
import { transactionHash } from "../../chain/sign.ts";
import { addTagFile } from "../../dossier/add-tag-file.ts";
import { ANCHOR, formatAnchor } from "../../dossier/anchor-file.ts";
import type { Sha256 } from "../../model/artefact.ts";
import type { Hex } from "../../model/hex.ts";
import type { Project } from "../../model/loaded-project.ts";
import type { TransactionRecord } from "../../model/record.ts";
import { Driver } from "../../protocol/driver.ts";
import type { AddressBook } from "../../records/address-book.ts";
import { describeRevert } from "../../records/decode.ts";
import { anchoringOf } from "../../records/dossier-root.ts";
import { recordOf } from "../../records/record-of.ts";
import { leftOnDisk } from "../left-on-disk.ts";
import type { ScriptContext } from "../script.ts";

/** What became of the anchor of a dossier that was built. */
export type LeftAnchor =
  | { readonly kind: "anchored"; readonly receipt: TransactionRecord }
  | Exclude<Anchoring, { kind: "anchored" }>
  /** Nothing is deployed that could take it. */
  | { readonly kind: "no chain" };

/**
 * Has the owner anchor a dossier's root on the chain, after the last stage's blocks, and leaves what came of it beside the payload.
 *
 * @param dossier its folder, and its root.
 */
export async function leaveAnchor(
  { out, stage, script, rpcUrl, explicit, onPrivate }: ScriptContext,
  project: Project,
  dossier: { readonly folder: string; readonly root: Sha256 },
): Promise<LeftAnchor> {
  const book = await readAddressBook(leftOnDisk(out), stage);
  if (!book?.has("ReceiptAnchor")) return { kind: "no chain" };
  const session = await openSession({
    ...{ out, stage, script, rpcUrl, explicit, onPrivate },
    seed: project.national.chain.seed,
    describeRevert: (data) => describeRevert(book, data),
  });
  try {
    const anchoring = await anchorDossier(new Driver(session, book), project, dossier.root);
    if (anchoring.kind === "refused") return anchoring;
    const { blocks, receipt } = await readAnchor(session, book, dossier.root);
    const anchor = { chainId: session.chainId, root: dossier.root, blocks, receipt };
    await addTagFile(dossier.folder, ANCHOR, formatAnchor(anchor));
    return { kind: "anchored", receipt };
  } finally {
    await session.close();
  }
}

/** Reads back what is on the chain, whoever sent it, and when. */
async function readAnchor(
  session: Session,
  book: AddressBook,
  root: Sha256,
): Promise<{ readonly blocks: readonly JournalBlock[]; readonly receipt: TransactionRecord }> {
  const { key } = anchoringOf(root);
  const closing = closingOf(session.journal);
  const told = (await Promise.all(closing.map((block) => recordsIn(session, book, block)))).flat();
  const receipt = told.find(({ contract, args }) => contract === "ReceiptAnchor" && args.key === key);
  if (receipt === undefined) throw new Error(`the root ${root} was anchored by no block after the stages'`);
  return { blocks: closing.filter(({ number }) => number <= receipt.block), receipt };
}

async function recordsIn(
  { rpc }: Session,
  book: AddressBook,
  { number: block, timestamp, transactions }: JournalBlock,
): Promise<TransactionRecord[]> {
  const hashes = transactions.map(transactionHash);
  const receipts = await fetchReceipts(rpc, hashes);
  return receipts.map((receipt, index) => {
    const { data = "0x", valueWei = 0n } = readTransaction(transactions[index] as Hex) ?? {};
    const place = { hash: receipt.transactionHash, block, index, timestamp };
    return recordOf(book, { ...place, data, valueWei, receipt, revertData: null });
  });
}
