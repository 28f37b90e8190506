import type { ArtefactPath } from "../../model/artefact.ts";
import type { KitArtefact } from "../../model/kit.ts";
import type { MissionEntry } from "../../model/receipt-contents.ts";
import { ofForms, type Receipt, type ReceiptDocument, type ReceiptId } from "../../model/receipts.ts";
import type { EventRecord, TransactionRecord } from "../../model/record.ts";
import { recordsIn } from "../../records/located-records.ts";
import { ownReceipt } from "../../records/read-receipt.ts";
import { byPlace } from "../../support/chain-order.ts";

/** A receipt whose digest has been checked, with the transactions that it shows. */
export type KitReceipt<Id extends ReceiptId = ReceiptId> = Receipt<Id> & {
  readonly path: ArtefactPath;
  readonly transactions: readonly TransactionRecord[];
};

/** What a kit tells of a job. */
export type ToldJob = Pick<MissionEntry, "id" | "title" | "jurisdiction" | "agent" | "reward" | "outcome">;

/** A drill as its receipt tells of it. */
export type ToldDrill = ReceiptDocument<"disputes">["drills"][number];

/** An event with where it was found. */
export interface Happening {
  readonly path: ArtefactPath;
  readonly transaction: TransactionRecord;
  readonly event: EventRecord;
}

/** @throws OMNI2210 if a receipt is none that this version leaves */
export function receiptsAmong(files: readonly CollectedFile[]): KitReceipt[] {
  return files
    .filter(({ artefact: { kind, path } }) => kind === "receipt" && path.endsWith(".json"))
    .map(({ artefact: { path }, content }) => {
      const receipt = ownReceipt({ path, text: textOf({ content }) });
      return { ...receipt, path, transactions: recordsIn(receipt.document) };
    });
}

/** Every event of this name in the receipts, in the chain's order; a transaction that two receipts show counts once. */
export function happenings(receipts: readonly KitReceipt[], name: string, contract?: string): Happening[] {
  const shown = new Set<string>();
  return receipts
    .flatMap(({ path, transactions }) => transactions.map((transaction) => ({ path, transaction })))
    .filter(({ transaction: { hash } }) => !shown.has(hash) && shown.add(hash))
    .toSorted((a, b) => byPlace(a.transaction, b.transaction))
    .flatMap((place) => place.transaction.events.map((event) => ({ ...place, event })))
    .filter(({ event }) => event.name === name && (contract === undefined || event.contract === contract));
}

/** Every drill of a kind, with the receipt that tells of it. */
export function drillsOf(
  receipts: readonly KitReceipt[],
  kind: string,
): { readonly path: ArtefactPath; readonly drill: ToldDrill }[] {
  return ofForms(receipts, "national-governance", "disputes", "planetary-drills").flatMap(
    ({ path, document }) =>
      document.drills.filter((drill) => drill.kind === kind).map((drill) => ({ path, drill })),
  );
}

/** Every proposal that the receipts tell of, with the state in which it ended. */
export function decisionsOf(receipts: readonly KitReceipt[]) {
  return ofForms(receipts, "planetary-governance").flatMap(({ document }) => document.decisions);
}

/** The receipts that tell of jobs as a whole: the layer's mission, and each coordination job that its stage settled. */
export function missionsOf(receipts: readonly KitReceipt[]): {
  readonly path: ArtefactPath;
  readonly jobs: readonly ToldJob[];
  /** Ids. */
  readonly notPosted: readonly string[];
}[] {
  return ofForms(receipts, "national-mission", "planetary-mission", "coordination").map((receipt) => ({
    path: receipt.path,
    jobs: receipt.id === "coordination" ? [receipt.document] : receipt.document.jobs,
    notPosted: receipt.id === "coordination" ? [] : receipt.document.notPosted.map(({ id }) => id),
  }));
}

export interface CollectedFile {
  readonly artefact: KitArtefact;
  readonly content: Uint8Array;
}

/** @returns the content of a file as text; bytes that are no UTF-8 become replacement characters */
export function textOf({ content }: Pick<CollectedFile, "content">): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
}
