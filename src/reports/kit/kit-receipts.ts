import { OmniError } from "../../errors/error.ts";
import { KIT } from "../../errors/kit-errors.ts";
import type { ArtefactPath } from "../../model/artefact.ts";
import type { Decision } from "../../model/decision.ts";
import type { DrillRecord } from "../../model/drill.ts";
import type { KitArtefact } from "../../model/kit.ts";
import type { MissionEntry, NationalMission, NoVote, Principal, Stake } from "../../model/receipts.ts";
import type { AddressEntry, EventRecord, TransactionRecord } from "../../model/record.ts";
import { recordsIn } from "../../records/located-records.ts";
import { parseReceipt } from "../../records/read-receipt.ts";
import { byPlace } from "../../support/chain-order.ts";

/** A receipt whose digest has been checked. */
export interface Receipt {
  readonly path: ArtefactPath;
  readonly document: ReceiptDocument;
  readonly transactions: readonly TransactionRecord[];
}

/** What a kit reads of receipts; each kind of receipt has some of it. */
interface ReceiptDocument extends Partial<JobReceipt> {
  readonly kind?: string;
  readonly contracts?: readonly AddressEntry[];
  readonly principals?: Readonly<Record<string, Principal>>;
  readonly people?: readonly Pick<Stake["people"][number], "handle" | "address">[];
  readonly totals?: Pick<Stake["totals"], "escrowed">;
  readonly noJobs?: NationalMission["noJobs"];
  readonly noVote?: Pick<NoVote, "by">;
  readonly drills?: readonly DrillReceipt[];
  readonly jobs?: readonly JobReceipt[];
  readonly decisions?: readonly Pick<Decision, "title" | "state">[];
}

export type DrillReceipt = Pick<
  DrillRecord,
  "id" | "kind" | "verdict" | "reason" | "happened" | "transactions"
>;

export type JobReceipt = Pick<MissionEntry, "id" | "title" | "jurisdiction" | "agent" | "reward" | "outcome">;

/** An event with where it was found. */
export interface Happening {
  readonly path: ArtefactPath;
  readonly transaction: TransactionRecord;
  readonly event: EventRecord;
}

/** @throws OMNI2210 if a receipt is no JSON object */
export function readReceipts(files: readonly CollectedFile[]): Receipt[] {
  return files
    .filter(({ artefact: { kind, path } }) => kind === "receipt" && path.endsWith(".json"))
    .map(({ artefact: { path }, content }) => {
      const document = parse(path, textOf({ content }));
      return { path, document, transactions: recordsIn(document) };
    });
}

function parse(path: ArtefactPath, text: string): ReceiptDocument {
  const parsed = parseReceipt(text);
  if (!parsed.ok) throw new OmniError(KIT.RECEIPT_UNREADABLE, { path, problem: parsed.problem });
  const document = parsed.value;
  if (typeof document === "object" && document !== null && !Array.isArray(document)) return document;
  throw new OmniError(KIT.RECEIPT_UNREADABLE, { path, problem: "is not a JSON object" });
}

/** Every event of this name in the receipts, in the chain's order; a transaction that two receipts show counts once. */
export function happenings(receipts: readonly Receipt[], name: string, contract?: string): Happening[] {
  const shown = new Set<string>();
  return receipts
    .flatMap(({ path, transactions }) => transactions.map((transaction) => ({ path, transaction })))
    .filter(({ transaction: { hash } }) => !shown.has(hash) && shown.add(hash))
    .toSorted((a, b) => byPlace(a.transaction, b.transaction))
    .flatMap((place) => place.transaction.events.map((event) => ({ ...place, event })))
    .filter(({ event }) => event.name === name && (contract === undefined || event.contract === contract));
}

/** Every drill of these kinds, with the receipt that tells of it. */
export function drillsOf(
  receipts: readonly Receipt[],
  kind: string,
): { readonly path: ArtefactPath; readonly drill: DrillReceipt }[] {
  return receipts.flatMap(({ path, document }) =>
    (document.drills ?? []).filter((drill) => drill.kind === kind).map((drill) => ({ path, drill })),
  );
}

/** Every proposal that the receipts tell of, with the state in which it ended. */
export function decisionsOf(receipts: readonly Receipt[]) {
  return receipts.flatMap(({ document }) => document.decisions ?? []);
}

/** The receipts that tell of jobs as a whole: the layer's mission, and each coordination job that its stage settled. */
export function missionsOf(
  receipts: readonly Receipt[],
): { readonly path: ArtefactPath; readonly jobs: readonly JobReceipt[] }[] {
  return receipts.flatMap(({ path, document }) => {
    if (document.kind === "mission") return [{ path, jobs: document.jobs ?? [] }];
    return document.kind === "coordination" ? [{ path, jobs: [document as JobReceipt] }] : [];
  });
}

export interface CollectedFile {
  readonly artefact: KitArtefact;
  readonly content: Uint8Array;
}

/** @returns the content of a file as text; bytes that are no UTF-8 become replacement characters */
export function textOf({ content }: Pick<CollectedFile, "content">): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
}
