import { paymentsOf } from "../economics/job-payments.ts";
import { inChainOrder, type Ledger, type LedgerProblem, ledgerOf } from "../economics/ledger.ts";
import { checkReadings, type Reading } from "../economics/ledger-check.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import { shorten } from "../errors/quote.ts";
import type { Finding } from "../model/dossier.ts";
import { type DrawProblem, redraw } from "../records/draws.ts";
import type { ReceiptReading } from "../records/read-receipt.ts";
import { finding } from "../support/finding.ts";
import { firstDifference } from "../support/json-difference.ts";
import { type AuditPage, auditPage } from "./audit-page.ts";
import { auditSignatures } from "./audit-signatures.ts";
import { knownNames } from "./known-names.ts";

/** What the books of a dossier's receipts come to. */
export interface Audit {
  readonly movements: number;
  readonly jobs: number;
  /** Committees that were drawn anew from the headers, stakes and roles that the receipts show. */
  readonly draws: number;
  /** Times at which the chain was read, to be held against the books. */
  readonly readings: number;
  /** Holdings of somebody in these readings. */
  readonly positions: number;
  /** Of the first kind that there is any of: what follows from it would only repeat it. */
  readonly findings: readonly Finding[];
}

/** One wrong amount makes all that follow wrong, too. */
const MOST_FINDINGS = 20;

/**
 * Rebuilds the economy from every transaction that the receipts show and holds it against itself, against what was read
 * from the chain on the way, and against the payments that they list for each job. Proves that these agree to the wei;
 * that the transactions are those of the journal, only re-execution proves.
 *
 * @param receipts attacker-controlled; nothing in them makes this throw.
 * @param chainId of the chain that they tell of.
 */
export function auditReceipts(receipts: Iterable<ReceiptReading>, chainId: number): Audit {
  const pages: AuditPage[] = [];
  const unread: Finding[] = [];
  const once = knownNames();
  for (const { path, read } of receipts) {
    const page = read.ok ? auditPage(path, read.value, once) : read;
    if (page.ok) pages.push(page.value);
    else unread.push(finding(VERIFY.RECEIPT, { path, problem: shorten(page.problem) }));
  }
  return auditPages(pages, unread, chainId);
}

function auditPages(pages: readonly AuditPage[], unread: readonly Finding[], chainId: number): Audit {
  const records = pages.flatMap((page) => page.records);
  const ledger = ledgerOf(records);
  const { draws, problems } = redraw(inChainOrder(records), chainId);
  const readings = pages.flatMap(({ path, readings: read }) => read.map((one) => ({ path, ...one })));
  const safe = pages.find(({ ownerSafe }) => ownerSafe !== undefined)?.ownerSafe;
  const missigned = auditSignatures(
    pages.flatMap(({ signed }) => signed),
    safe,
  );
  const books = [problemsOf(ledger), misread(ledger, readings), mislisted(ledger, pages)];
  const kinds = [unread, ...books, misdrawn(problems), missigned];
  return {
    movements: ledger.movements.length,
    jobs: ledger.jobs.size,
    draws,
    readings: readings.length,
    positions: readings.reduce((sum, { positions }) => sum + positions.length, 0),
    findings: (kinds.find(({ length }) => length > 0) ?? []).slice(0, MOST_FINDINGS),
  };
}

function problemsOf({ problems }: Ledger): Finding[] {
  return problems.map((problem) =>
    finding(VERIFY.BOOKS, { transaction: problem.transaction, problem: sentence(problem) }),
  );
}

function misdrawn(problems: readonly DrawProblem[]): Finding[] {
  return problems.map((problem) => finding(VERIFY.DRAW, problem));
}

function misread(
  { movements }: Ledger,
  readings: readonly (Reading & { readonly path: string })[],
): Finding[] {
  return checkReadings(movements, readings).map(({ reading: { path, block }, ...difference }) =>
    finding(VERIFY.READING, { path, block, ...difference }),
  );
}

function mislisted(ledger: Ledger, pages: readonly AuditPage[]): Finding[] {
  return pages.flatMap((page) => checkPayments(page, ledger));
}

function sentence(problem: LedgerProblem): string {
  switch (problem.kind) {
    case "overdrawn":
      return `takes ${problem.byWei} wei too much from "${shorten(problem.pot)}"`;
    case "custody-differs":
      return `moves ${problem.transferredWei} wei into StakeManager by the token, but ${problem.bookedWei} by StakeManager`;
    case "escrow-left":
      return `ends job ${shorten(problem.job)} with ${problem.escrowWei} wei left of its escrow`;
    case "contradicted":
      return "is told in two ways";
  }
}

function checkPayments({ path, payments }: AuditPage, { jobs }: Ledger): Finding[] {
  return payments.flatMap(({ jobId, pointer, payments: listed }) => {
    const difference = firstDifference(listed, paymentsOf(jobs.get(jobId)));
    if (difference === undefined) return [];
    return [finding(VERIFY.PAYMENTS, { path, job: jobId, place: `${pointer}${difference.pointer}` })];
  });
}
