import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type JournalBlock, parseLine } from "../chain/journal/journal.ts";
import { transactionHash } from "../chain/sign.ts";
import { VERIFY } from "../errors/dossier-errors.ts";
import type { ArtefactPath, FileDigest } from "../model/artefact.ts";
import type { Finding } from "../model/dossier.ts";
import { type Receipt, receiptAt } from "../model/receipts.ts";
import type { TransactionRecord } from "../model/record.ts";
import { finding } from "../support/finding.ts";
import { JOURNAL, reportPath, withinReports } from "../support/payload.ts";
import { COMMITTING, type Commitment, commitmentProblem, commitmentsOf } from "./commitments.ts";
import { readJournalLines } from "./journal-lines.ts";
import { readDocument } from "./read-document.ts";
import type { BagContents } from "./verify-bag.ts";

export interface CommitmentsCheck {
  readonly findings: readonly Finding[];
  /** The files to which a transaction of the journal commits, relative to `data/`. */
  readonly bound: ReadonlySet<ArtefactPath>;
}

/**
 * Holds the files against the roots that transactions of the journal carry: each commitment of which a receipt tells is to the
 * files that lie there, and a raw transaction of the journal has it. That the transaction succeeded, only re-execution
 * proves.
 *
 * @param folder a dossier whose bag is intact, and whose receipts have their form.
 */
export function checkCommitments(folder: string, contents: BagContents): CommitmentsCheck {
  const payload = join(folder, "data");
  const commitments = commitmentsOf(readCommitting(payload, contents), {
    left: filesLeft(contents),
    manifests: contents.manifests,
  });
  const sent = commitments.flatMap(({ transactions }) => transactions);
  const lines = readJournalLines(join(payload, JOURNAL), new Set(sent.map(lineOf)));
  const findings = commitments.flatMap((commitment) => {
    const problem = commitmentProblem(commitment) ?? journalProblem(commitment, lines);
    if (problem === undefined) return [];
    return [finding(VERIFY.COMMITMENT, { path: `data/reports/${commitment.path}`, problem })];
  });
  const bound = commitments.flatMap(({ files }) => files.map(({ path }) => reportPath(path)));
  return { findings, bound: new Set(findings.length === 0 ? bound : []) };
}

function readCommitting(payload: string, { files }: BagContents): Receipt[] {
  return [...files.keys()].flatMap((path) => {
    const inside = withinReports(path);
    const id = inside && receiptAt(inside);
    if (id === undefined || !COMMITTING.includes(id)) return [];
    const { read } = readDocument(path, readFileSync(join(payload, path)));
    return read.ok ? [{ id, path: inside, document: read.value.document } as Receipt] : [];
  });
}

function filesLeft({ files }: BagContents): ReadonlyMap<string, FileDigest> {
  return new Map(
    [...files.values()].flatMap(({ path, sha256 }) => {
      const inside = withinReports(path);
      return inside === undefined ? [] : [[inside, { path: inside, sha256 }] as const];
    }),
  );
}

/** The first line is the header's. */
function lineOf({ block }: Pick<TransactionRecord, "block">): number {
  return block + 1;
}

function journalProblem(
  { root, transactions }: Commitment,
  lines: ReadonlyMap<number, string>,
): string | undefined {
  const isSent = transactions.some((record) => {
    const block = parseLine(lines.get(lineOf(record)) ?? "") as JournalBlock | undefined;
    const raw = block?.transactions[record.index];
    return raw?.includes(root.slice(2)) && transactionHash(raw) === record.hash;
  });
  return isSent ? undefined : `stands in no transaction of the journal: ${root}`;
}
